from chassis.http import routes
from contracts.values import PersonId
from identity import queries
from identity.api.given import Administrator, Identity
from identity.domain import certificate
from identity.view import OfficerView

router = routes("/officers/{officer_id}/certificate", "certificates")


@router.post("", summary="核发执法证")
async def certify_officer(
    officer_id: PersonId, command: certificate.CertifyOfficer, identity: Identity, who: Administrator
) -> OfficerView:
    return await queries.one(identity, await identity.certify(officer_id, command, who), who)


@router.post("/suspension", summary="暂停执法证")
async def suspend_certificate(
    officer_id: PersonId, command: certificate.SuspendCertificate, identity: Identity, who: Administrator
) -> OfficerView:
    changed = await identity.change(officer_id, certificate.suspend_certificate, command, who)
    return await queries.one(identity, changed, who)


@router.post("/reinstatement", summary="恢复执法证")
async def reinstate_certificate(
    officer_id: PersonId, command: certificate.ReinstateCertificate, identity: Identity, who: Administrator
) -> OfficerView:
    changed = await identity.change(officer_id, certificate.reinstate_certificate, command, who)
    return await queries.one(identity, changed, who)


@router.post("/withdrawal", summary="收回执法证")
async def withdraw_certificate(
    officer_id: PersonId, command: certificate.WithdrawCertificate, identity: Identity, who: Administrator
) -> OfficerView:
    changed = await identity.change(officer_id, certificate.withdraw_certificate, command, who)
    return await queries.one(identity, changed, who)
