using Orchestrator.Contracts;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Organization.Book;
using Orchestrator.Organization.Ledger;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.Organization.Transfers;

/// <summary>机构编制's part in a transfer: quotas and placements are held, moved or given back in the ledger.</summary>
internal sealed class TransferPart(LedgerBook book, QuotaParameters parameters) : IMessageHandler<ReserveQuota>, IMessageHandler<ConfirmQuota>, IMessageHandler<ReleaseQuota>
{
    public string Name => "organization-transfer";

    public async Task<Refusal?> Handle(ReserveQuota message, UnitOfWork work)
    {
        var id = message.About.CaseId;
        return Answer(message.About, TransferStep.Reserve, work, await Holds(work).Reserve(id, new { message.On, message.Lines }, async () =>
        {
            var ledger = await book.Open(work);
            var (lines, unknown) = TransferLines.Resolve(ledger, message.Lines);
            if (unknown.Count > 0)
            {
                return unknown;
            }

            var outcome = await book.Post(work, new LedgerCommand.ReserveTransfer($"reserve:{id}", message.On, new(id, id, lines, [])), parameters);
            return outcome is LedgerOutcome.Refused(var reasons) ? reasons : [];
        }));
    }

    public async Task<Refusal?> Handle(ConfirmQuota message, UnitOfWork work)
    {
        var id = message.About.CaseId;
        return Answer(message.About, TransferStep.Confirm, work, await Holds(work).Confirm(
            id, () => Post(work, new LedgerCommand.ConfirmTransfer($"confirm:{id}", message.On, id, message.NoticeNo))));
    }

    public async Task<Refusal?> Handle(ReleaseQuota message, UnitOfWork work)
    {
        var id = message.About.CaseId;
        return Answer(message.About, TransferStep.Release, work, await Holds(work).Release(
            id, () => Post(work, new LedgerCommand.ReleaseTransfer($"release:{id}", message.On, id, message.Reason))));
    }

    private async Task Post(UnitOfWork work, LedgerCommand command)
    {
        if (await book.Post(work, command, parameters) is LedgerOutcome.Refused(var reasons))
        {
            throw new RefusedException(Refusal.Conflict(reasons[0].Rule, string.Join("；", reasons.Select(reason => reason.Message))));
        }
    }

    private static HoldBook Holds(UnitOfWork work) => new(work.Db<OrganizationDb>(), work);

    private static Refusal? Answer(About about, TransferStep step, UnitOfWork work, HoldAnswer answer)
    {
        work.Send(answer.Reply(about, TransferAuthority.Organization, step));
        return null;
    }
}
