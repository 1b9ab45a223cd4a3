using System.Text.Json;
using Orchestrator.Contracts;
using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Transfers;

/// <summary>What each authority is sent at each step; only what concerns it.</summary>
internal static class TransferRequests
{
    public static object Of(Transfer transfer, TransferLeg leg)
    {
        var about = new About(null, transfer.Id, 0, null, transfer.Id, $"{transfer.Id}:{leg.Authority}:{leg.Step}:{leg.Asks}");
        var (on, notice, reason) = (transfer.TakesEffectOn, transfer.NoticeNo ?? "", transfer.ReleaseReason ?? "");
        return (leg.Authority, leg.Step) switch
        {
            (TransferAuthority.Organization, TransferStep.Reserve) => new ReserveQuota(about, on, [.. Lines(transfer).Select(Quota)]),
            (TransferAuthority.Organization, TransferStep.Confirm) => new ConfirmQuota(about, on, notice),
            (TransferAuthority.Organization, _) => new ReleaseQuota(about, on, reason),
            (TransferAuthority.Finance, TransferStep.Reserve) => new ReserveFunds(about, on, [.. Lines(transfer).SelectMany(Funded)], Units(transfer)),
            (TransferAuthority.Finance, TransferStep.Confirm) => new ConfirmFunds(about, on, notice),
            (TransferAuthority.Finance, _) => new ReleaseFunds(about, reason),
            (_, TransferStep.Reserve) => new LockPeople(about, on, [.. Lines(transfer).SelectMany(Locked)], Units(transfer)),
            (_, TransferStep.Confirm) => new MovePeople(about, on, notice),
            _ => new UnlockPeople(about, reason),
        };
    }

    public static IReadOnlyList<TransferLine> Lines(Transfer transfer) => JsonSerializer.Deserialize<IReadOnlyList<TransferLine>>(transfer.Lines, RuntimeJson.Options)!;

    public static IReadOnlyList<TransferUnit> Units(Transfer transfer) => JsonSerializer.Deserialize<IReadOnlyList<TransferUnit>>(transfer.UnitNames, RuntimeJson.Options)!;

    private static TransferredQuota Quota(TransferLine line) =>
        new(line.FromUnitId, line.ToUnitId, line.Type, line.Funding, line.Count, [.. line.People.Select(Key)], line.DutyTransferId, line.DocNo, line.ApprovalNo);

    private static IEnumerable<FundedPerson> Funded(TransferLine line) => line.People.Select(person => new FundedPerson(Key(person), line.FromUnitId, line.ToUnitId, line.Funding));

    private static IEnumerable<LockedPerson> Locked(TransferLine line) => line.People.Select(person => new LockedPerson(Key(person), line.FromUnitId, line.ToUnitId, line.Type, line.Funding));

    private static PersonKey Key(string text) => PersonKey.TryParse(text, out var key) ? key : throw new InvalidDataException($"“{text}” is no person key.");
}
