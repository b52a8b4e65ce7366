export default function ListScreen() {
  return <div />
}
