//! `Hash`: a number that is the same for equal expressions, in every session; and the digests of bytes.

use crate::eval::stoppable;
use std::sync::Arc;

use md5::Digest;

use super::super::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::format::full_form;
use crate::number::BigInteger;

/// `Hash`.
pub const ROWS: &[Builtin] = &stoppable([Builtin {
    name: "Hash",
    attributes: Attributes::PROTECTED,
    arity: Arity::between(1, 3),
    usage: "Hash[expr] gives an integer that is the same for equal expressions; Hash[expr, \"type\"] a digest of the bytes of a string or byte array, or of the FullForm of another expression, with \"MD5\", \"SHA\", \"SHA256\", \"SHA384\", \"SHA512\", \"SHA3-256\", \"CRC32\" or \"Adler32\"; Hash[expr, type, format] as \"Integer\", \"HexString\", \"DecimalString\", \"Base64Encoding\" or \"ByteArray\".",
    example: ("Hash[\"hello\", \"MD5\", \"HexString\"]", "5d41402abc4b2a76b9719d911017c592"),
    run: hash,
}]);

/// Digests of bytes by name, most significant byte first.
const DIGESTS: &[(&str, fn(&[u8]) -> Vec<u8>)] = &[
    ("Adler32", |bytes| adler32(bytes).to_be_bytes().to_vec()),
    ("CRC32", |bytes| crc32fast::hash(bytes).to_be_bytes().to_vec()),
    ("Expression", |bytes| fnv(bytes).to_be_bytes().to_vec()),
    ("MD5", |bytes| md5::Md5::digest(bytes).to_vec()),
    ("SHA", |bytes| sha1::Sha1::digest(bytes).to_vec()),
    ("SHA1", |bytes| sha1::Sha1::digest(bytes).to_vec()),
    ("SHA224", |bytes| sha2::Sha224::digest(bytes).to_vec()),
    ("SHA256", |bytes| sha2::Sha256::digest(bytes).to_vec()),
    ("SHA3-224", |bytes| sha3::Sha3_224::digest(bytes).to_vec()),
    ("SHA3-256", |bytes| sha3::Sha3_256::digest(bytes).to_vec()),
    ("SHA3-384", |bytes| sha3::Sha3_384::digest(bytes).to_vec()),
    ("SHA3-512", |bytes| sha3::Sha3_512::digest(bytes).to_vec()),
    ("SHA384", |bytes| sha2::Sha384::digest(bytes).to_vec()),
    ("SHA512", |bytes| sha2::Sha512::digest(bytes).to_vec()),
];

/// What has more parts is not written out to be hashed.
const MOST_LEAVES: u128 = 50_000_000;

fn hash(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let name = match call.args.get(1) {
        None => "Expression",
        Some(Expr::String(name)) => name.as_str(),
        Some(_) => return Ok(None),
    };
    let Some((_, digest)) = DIGESTS.iter().find(|(known, _)| *known == name) else { return Ok(None) };
    let leaves = crate::size::leaf_count(&call.args[0]);
    if leaves > MOST_LEAVES && name == "Expression" {
        let mut hasher = rustc_hash::FxHasher::default();
        std::hash::Hash::hash(&call.args[0], &mut hasher);
        let value = std::hash::Hasher::finish(&hasher);
        return Ok(Some(Expr::from(BigInteger::from(value))));
    }
    let bytes = match &call.args[0] {
        Expr::String(text) if name != "Expression" => text.as_bytes().to_vec(),
        other => super::encodings::bytes_of(other)
            .filter(|_| name != "Expression")
            .unwrap_or_else(|| full_form(other).into_bytes()),
    };
    let digest = digest(&bytes);
    let hexadecimal = || digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let integer = || BigInteger::from_str_radix(&hexadecimal(), 16).ok();
    Ok(match call.args.get(2) {
        None => integer().map(Expr::from),
        Some(Expr::String(format)) => match format.as_str() {
            "Integer" => integer().map(Expr::from),
            "DecimalString" => integer().map(|value| Expr::string(value.to_string())),
            "HexString" => Some(Expr::string(hexadecimal())),
            "HexStringLittleEndian" => {
                Some(Expr::string(digest.iter().rev().map(|byte| format!("{byte:02x}")).collect::<String>()))
            }
            "Base64Encoding" => Some(Expr::string(super::encodings::encoded(&digest))),
            "ByteArray" => Some(super::encodings::byte_array(&digest)),
            _ => None,
        },
        Some(_) => None,
    })
}

/// The hash of Fowler, Noll and Vo (FNV-1a, 64 bits).
fn fnv(bytes: &[u8]) -> u64 {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    bytes.iter().fold(START, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

/// Adler's checksum (RFC 1950): two sums modulo 65521.
fn adler32(bytes: &[u8]) -> u32 {
    const MODULUS: u32 = 65_521;
    let (a, b) = bytes.iter().fold((1, 0), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % MODULUS;
        (a, (b + a) % MODULUS)
    });
    b << 16 | a
}
