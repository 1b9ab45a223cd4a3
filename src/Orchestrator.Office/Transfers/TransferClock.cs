using Orchestrator.Contracts.Transfers;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Transfers;

/// <summary>Looks at a transfer when an answer is late or its hold ends.</summary>
internal sealed class TransferClock(TransferDesk desk) : IErrand
{
    public string Name => TransferDesk.Clock;

    // All of it happens in the transaction that ends the errand.
    public Task<Func<UnitOfWork, Task>> Run(string id, CancellationToken ct) => Task.FromResult<Func<UnitOfWork, Task>>(work => desk.Tick(id, work));

    public Task Failed(string id, ErrandFailure failure, UnitOfWork work) => Task.CompletedTask;

    public Task Again(string id, UnitOfWork work) => Task.CompletedTask;
}

/// <summary>Takes in what the authorities answer.</summary>
internal sealed class TransferAnswers : IMessageHandler<TransferAnswered>
{
    public string Name => "office-transfer";

    public async Task<Refusal?> Handle(TransferAnswered message, UnitOfWork work)
    {
        await TransferDesk.Answered(message, work);
        return null;
    }
}
