export default function FormScreen() {
  return <div />
}
