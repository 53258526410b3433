export const shell = `# A request by hand: body in a file as it came, the three webhook headers and the secret in variables.
key=$(printf %s "\${secret#whsec_}" | base64 -d | od -An -vtx1 | tr -d ' \\n')
expected=v1,$({ printf '%s.%s.' "$webhook_id" "$webhook_timestamp"; cat "$body_file"; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)
case " $webhook_signature " in
  *" $expected "*) echo genuine ;;
  *) echo "wrong signature"; false ;;
esac
`;
