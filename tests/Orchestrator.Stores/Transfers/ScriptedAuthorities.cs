using Orchestrator.Contracts;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Runtime;

namespace Orchestrator.Stores.Transfers;

/// <summary>财政 and 人社 as a test wants them: they agree, refuse, or say nothing.</summary>
public sealed class AuthorityScript
{
    /// <summary>Null: says nothing.</summary>
    public Func<TransferAuthority, TransferStep, bool?> Says { get; set; } = (_, _) => true;

    /// <summary>What reached them, in order.</summary>
    public List<(TransferAuthority Authority, TransferStep Step, string CommandId)> Heard { get; } = [];
}

internal sealed class ScriptedAuthorities(AuthorityScript script)
    : IMessageHandler<ReserveFunds>, IMessageHandler<ConfirmFunds>, IMessageHandler<ReleaseFunds>, IMessageHandler<LockPeople>, IMessageHandler<MovePeople>, IMessageHandler<UnlockPeople>
{
    public string Name => "scripted-authority";

    public Task<Refusal?> Handle(ReserveFunds message, UnitOfWork work) => Answer(message.About, TransferAuthority.Finance, TransferStep.Reserve, work);

    public Task<Refusal?> Handle(ConfirmFunds message, UnitOfWork work) => Answer(message.About, TransferAuthority.Finance, TransferStep.Confirm, work);

    public Task<Refusal?> Handle(ReleaseFunds message, UnitOfWork work) => Answer(message.About, TransferAuthority.Finance, TransferStep.Release, work);

    public Task<Refusal?> Handle(LockPeople message, UnitOfWork work) => Answer(message.About, TransferAuthority.HumanResources, TransferStep.Reserve, work);

    public Task<Refusal?> Handle(MovePeople message, UnitOfWork work) => Answer(message.About, TransferAuthority.HumanResources, TransferStep.Confirm, work);

    public Task<Refusal?> Handle(UnlockPeople message, UnitOfWork work) => Answer(message.About, TransferAuthority.HumanResources, TransferStep.Release, work);

    private Task<Refusal?> Answer(About about, TransferAuthority authority, TransferStep step, UnitOfWork work)
    {
        script.Heard.Add((authority, step, about.CommandId));
        if (script.Says(authority, step) is { } done)
        {
            work.Send(new TransferAnswered(about, authority, step, done, done ? [] : [new("F-03", "B", "people[0]", "望楚区本年人员经费不足。")]));
        }

        return Task.FromResult<Refusal?>(null);
    }
}
