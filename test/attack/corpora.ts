/** Statements that find their way into others: the usual ones, of both databases and of none. */
export const sqlCorpus: readonly string[] = [
  "'", "''", "' or '1'='1", "' or 1=1 --", "') or ('1'='1", "' or true; --", '" or ""="', '1 or 1=1', '1; drop table users', "'; drop table users; --", "'); delete from calls; --", "x'; update users set login='owned'; --",
  "' union select hash, null from sessions --", "' union all select verifier from passwords --", "1' and (select count(*) from pg_sleep(5)) = 1 --", "'; select pg_sleep(5); --", "' || (select verifier from passwords limit 1) || '",
  "' and 1=cast((select version()) as int) --", "' and extractvalue(1, concat(0x7e, version())) --", "\\'; drop table users; --", "%27%20or%201=1--", "%' or '%'='", "_' or '_'='", '%%%%%%%%%%%%%%%%%%%%', "' and randomblob(1000000000) --", "'; attach database '/tmp/x' as x; --",
  "'; copy (select 1) to program 'id'; --", "' or exists(select 1 from pg_shadow) --", '${1+1}', '{{7*7}}', '{entities entity}', '{in id :ids}', ':asOf', '$1', '?1', '?', '::int', "e'\\x27 or 1=1", '/**/or/**/1=1', "'/*", '-- ', '#', ';', "admin'--", "1'||'1", "' collate nocase or '1", 'select', 'null', '(select 1)', "'\u0000", '\u02bc or 1=1', '＇ or 1=1', "' or sleep(5)#", "'+(select 1)+'", "' order by 100 --", "' limit 1 offset 1 --", "' group by 1 having 1=1 --", "set_config('harmony.entities','*',false)",
] // prettier-ignore

/** Ways out of a folder. */
export const pathCorpus: readonly string[] = [
  '../', '..\\', '..%2f', '..%5c', '%2e%2e%2f', '%252e%252e%252f', '..%c0%af', '..%ef%bc%8f', '....//', '..;/', './../', '/..', '/etc/passwd', '//etc/passwd', 'C:\\Windows\\win.ini', 'file:///etc/passwd', '\\\\server\\share', '~/.ssh/id_rsa', '/proc/self/environ', '/dev/zero', 'harmony.db', '../harmony.db', 'NUL', 'con.txt', 'a\u0000.json', 'en\n', '.', '..', '...', '%00', '%', 'x'.repeat(3000),
] // prettier-ignore

/** Requests that a proxy in front and the hub could read in two ways: where one ends and the next begins. */
export const smuggled = (port: number, cookie: string): readonly (readonly [string, string])[] => {
  const head = (...lines: readonly string[]): string =>
    [
      `POST /api/v1/people/savePreferences HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Content-Type: application/json',
      `Cookie: ${cookie}`,
      'Sec-Fetch-Site: same-origin',
      ...lines,
      '',
      '',
    ].join('\r\n')
  const second = `POST /api/v1/people/signOut HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nCookie: ${cookie}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`
  return [
    ['two lengths', head('Content-Length: 2', 'Content-Length: 20') + '{}' + second],
    ['two lengths in one', head('Content-Length: 2, 20') + '{}' + second],
    ['a length and chunks', head('Content-Length: 5', 'Transfer-Encoding: chunked') + '0\r\n\r\n' + second],
    ['chunks, spelt otherwise', head('Content-Length: 2', 'Transfer-Encoding: xchunked') + '{}' + second],
    ['chunks with a blank before the colon', head('Content-Length: 2', 'Transfer-Encoding : chunked') + '0\r\n\r\n' + second],
    ['chunks twice', head('Transfer-Encoding: chunked', 'Transfer-Encoding: identity') + '0\r\n\r\n' + second],
    ['a chunk of nonsense', head('Transfer-Encoding: chunked') + 'zz\r\n{}\r\n0\r\n\r\n' + second],
    ['a chunk of endless size', head('Transfer-Encoding: chunked') + 'fffffffffffffffff\r\n{}\r\n0\r\n\r\n' + second],
    ['a folded header', head('X-Folded: a', ' Content-Length: 2') + '{}' + second],
    ['a bare line feed', head('X-Bare: a\nTransfer-Encoding: chunked', 'Content-Length: 2') + '{}' + second],
    ['a negative length', head('Content-Length: -2') + '{}' + second],
    ['a length with a sign', head('Content-Length: +2') + '{}' + second],
    ['a length of hexadecimal', head('Content-Length: 0x2') + '{}' + second],
    ['two hosts', head(`Host: evil.example`, 'Content-Length: 2', 'Connection: close') + '{}'],
    ['a header without a colon', head('Nonsense', 'Content-Length: 2') + '{}' + second],
    ['a null in a header', head('X-Null: a\u0000b', 'Content-Length: 2') + '{}' + second],
    ['another version', head('Content-Length: 2').replace('HTTP/1.1', 'HTTP/9.9') + '{}' + second],
  ] // prettier-ignore
}
