using System.Security.Cryptography;
using System.Text.Json;
using Orchestrator.Organization.Posts;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>Decides what a command does to the ledger: events, or a refusal that names rule and place. Pure: the day comes with the command.</summary>
public static class LedgerDecisions
{
    public static LedgerOutcome Decide(QuotaLedger ledger, LedgerCommand command, QuotaParameters parameters)
    {
        var fingerprint = Fingerprint(command);
        if (ledger.Handled.TryGetValue(command.CommandId, out var before))
        {
            return before == fingerprint
                ? new LedgerOutcome.AlreadyPosted()
                : new LedgerOutcome.Refused([Finding.Block("ledger.command-reused", "commandId", $"命令编号“{command.CommandId}”已用于内容不同的命令。")]);
        }

        var proposal = Propose(ledger, command, parameters);
        if (proposal.Reasons.Count > 0)
        {
            return new LedgerOutcome.Refused(proposal.Reasons);
        }

        if (proposal.Events.Count == 0)
        {
            return new LedgerOutcome.AlreadyPosted();
        }

        LedgerEvent[] events = [.. proposal.Events, new LedgerEvent.CommandPosted(command.CommandId, fingerprint)];
        var after = events.Aggregate(ledger, (changed, happened) => changed.Apply(happened));
        var broken = LedgerGuard.Check(ledger, after, events, command.Date);
        return broken.Count > 0 ? new LedgerOutcome.Refused(broken) : new LedgerOutcome.Posted(after, events);
    }

    internal static string Fingerprint(object content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, content.GetType())));

    private static Proposal Propose(QuotaLedger ledger, LedgerCommand command, QuotaParameters parameters) => command switch
    {
        LedgerCommand.RegisterOrgan register => RegistrationDecisions.Organ(ledger, register),
        LedgerCommand.RegisterDutyTransfer register => RegistrationDecisions.DutyTransfer(ledger, register),
        LedgerCommand.OpenAccount open => RegistrationDecisions.Account(ledger, open),
        LedgerCommand.StartFreeze start => RegistrationDecisions.Freeze(ledger, start),
        LedgerCommand.LiftFreeze lift => RegistrationDecisions.Lift(ledger, lift),
        LedgerCommand.PostQuotaEntry post => EntryDecisions.Post(ledger, post, parameters),
        LedgerCommand.ReverseEntry reverse => EntryDecisions.Reverse(ledger, reverse, parameters),
        LedgerCommand.PlacePerson place => PlacementDecisions.Place(ledger, place, parameters),
        LedgerCommand.EndPlacement end => PlacementDecisions.End(ledger, end, parameters),
        LedgerCommand.ReserveTransfer reserve => TransferDecisions.Reserve(ledger, reserve, parameters),
        LedgerCommand.ConfirmTransfer confirm => TransferDecisions.Confirm(ledger, confirm),
        LedgerCommand.ReleaseTransfer release => TransferDecisions.Release(ledger, release),
        LedgerCommand.ReverseTransfer reverse => TransferReversal.Reverse(ledger, reverse),
        LedgerCommand.LockQuota held => LockDecisions.Lock(ledger, held),
        LedgerCommand.UnlockQuota open => LockDecisions.Unlock(ledger, open),
        LedgerCommand.ApprovePlan approve => LockDecisions.Approve(ledger, approve),
        LedgerCommand.ClosePlan close => LockDecisions.Close(ledger, close),
        LedgerCommand.AllotInternal allot => RegistrationDecisions.Allot(ledger, allot),
        LedgerCommand.SetMembers set => RegistrationDecisions.Members(ledger, set),
        LedgerCommand.OpenPost open => PostDecisions.Open(ledger, open),
        LedgerCommand.PostPosts post => PostDecisions.Post(ledger, post, parameters),
        LedgerCommand.TakePost take => PostDecisions.Take(ledger, take, parameters),
        LedgerCommand.LeavePost leave => PostDecisions.Leave(ledger, leave, parameters),
        LedgerCommand.CapPosts => PostDecisions.Cap(ledger),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };
}
