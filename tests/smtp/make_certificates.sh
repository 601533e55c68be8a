#!/bin/sh
# Makes an authority and server certificates of 127.0.0.1 in the folder $1: valid, expired, for another
# host, and one that signed itself.
set -e
cd "$1"
key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }
sign() { # name, days, subject alternative name
  key "$1"
  openssl req -new -key "$1.key" -subj "/CN=$1" -out "$1.csr"
  printf 'subjectAltName=%s\n' "$3" > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA authority.pem -CAkey authority.key -CAcreateserial \
    -days "$2" -extfile "$1.ext" -out "$1.pem"
}
exec 2> openssl.log
key authority
openssl req -x509 -key authority.key -subj /CN=authority -days 2 -out authority.pem
sign valid 2 IP:127.0.0.1,DNS:localhost
sign expired -1 IP:127.0.0.1,DNS:localhost
sign other_host 2 DNS:autre.example.org
key self_signed
openssl req -x509 -key self_signed.key -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 \
  -days 2 -out self_signed.pem
