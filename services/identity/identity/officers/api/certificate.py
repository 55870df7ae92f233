from chassis.http import routes
from contracts.values import PersonId
from identity.dependencies import Administrator
from identity.officers.api.dependencies import Verbs
from identity.officers.domain import certificate
from identity.officers.queries import officer_page
from identity.officers.view import OfficerView

router = routes("/officers/{officer_id}/certificate", "certificates")


@router.post("", summary="核发执法证")
async def certify_officer(
    officer_id: PersonId, command: certificate.CertifyOfficer, officers: Verbs, who: Administrator
) -> OfficerView:
    return await officer_page(officers, await officers.certify(officer_id, command, who), who)


@router.post("/suspension", summary="暂停执法证")
async def suspend_certificate(
    officer_id: PersonId, command: certificate.SuspendCertificate, officers: Verbs, who: Administrator
) -> OfficerView:
    changed = await officers.change_certificate(officer_id, certificate.suspend_certificate, command, who)
    return await officer_page(officers, changed, who)


@router.post("/reinstatement", summary="恢复执法证")
async def reinstate_certificate(
    officer_id: PersonId, command: certificate.ReinstateCertificate, officers: Verbs, who: Administrator
) -> OfficerView:
    changed = await officers.change_certificate(officer_id, certificate.reinstate_certificate, command, who)
    return await officer_page(officers, changed, who)


@router.post("/withdrawal", summary="收回执法证")
async def withdraw_certificate(
    officer_id: PersonId, command: certificate.WithdrawCertificate, officers: Verbs, who: Administrator
) -> OfficerView:
    changed = await officers.change_certificate(officer_id, certificate.withdraw_certificate, command, who)
    return await officer_page(officers, changed, who)
