"""Keys of devices, as documents without history: one per sign-in, over with it (docs/decisions/0045)."""

import base64
from dataclasses import dataclass

from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry

from chassis.clock import wall
from chassis.documents import Document, Documents, Index, find_one
from chassis.security import ALGORITHM
from contracts.envelope import stamp
from contracts.refusal import Category, Rule, refuse
from contracts.values import PersonId
from identity.showing.code import key_id

NO_PROOF = Rule(
    "identity/no-proof-of-key",
    "密钥的证明不成立",
    category=Category.MALFORMED,
    remedy="请用该密钥对本次登录签名",
)
KEY_TAKEN = Rule(
    "identity/key-taken",
    "该密钥属于他人，或者已经停用",
    category=Category.CONFLICT,
    remedy="请在本设备上生成新的密钥",
)

COLLECTION = "device-keys"


@dataclass(frozen=True)
class DeviceKey:
    """`public` is the key in base64url; `device` the sign-in that it counts with."""

    id: str
    person: PersonId
    device: str
    public: str
    ended: bool

    def signed(self, message: bytes, signature: bytes) -> bool:
        return verified(self.public, message, signature)


@dataclass(frozen=True)
class DeviceKeys:
    documents: Documents

    async def prepare(self) -> None:
        await self.documents.index(COLLECTION, Index(("device", "_id")))

    async def register(self, person: PersonId, device: str, public: str) -> DeviceKey:
        """Give the device this key, in place of an earlier one; a key of the person may come with a new sign-in."""
        id = key_id(decoded(public))
        fields = {"person": person, "device": device, "key": public, "ended_at": ""}
        if not await self.documents.insert(COLLECTION, {"_id": id, **fields, "since": stamp(wall())}):
            own = {"_id": id, "person": person, "ended_at": ""}
            if not await self.documents.update(COLLECTION, own, {"$set": {"device": device}}):
                refuse(KEY_TAKEN)
        await self.end(person, device, besides=id)
        return DeviceKey(id, person, device, public, ended=False)

    async def end(self, person: PersonId, device: str, besides: str = "") -> None:
        """End the keys of a device of the person, but for this one."""
        for kept in await self.documents.find(COLLECTION, {"device": device, "person": person, "ended_at": ""}):
            if kept["_id"] != besides:
                await self.documents.update(COLLECTION, {"_id": kept["_id"]}, {"$set": {"ended_at": stamp(wall())}})

    async def find(self, id: str) -> DeviceKey | None:
        kept = await find_one(self.documents, COLLECTION, {"_id": id})
        return key_of(kept) if kept else None


def key_of(kept: Document) -> DeviceKey:
    return DeviceKey(kept["_id"], PersonId(kept["person"]), kept["device"], kept["key"], bool(kept["ended_at"]))


def verified(public: str, message: bytes, signature: bytes) -> bool:
    """Tell whether the key signed the message."""
    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public})
    return JWSRegistry.algorithms[ALGORITHM].verify(message, signature, key)


def decoded(text: str) -> bytes:
    """The bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
