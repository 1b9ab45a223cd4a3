using Orchestrator.Contracts.Transfers;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Transfers;

/// <summary>Looks at a transfer when an answer is late or its hold ends.</summary>
internal sealed class TransferClock(TransferDesk desk) : IAppointment
{
    public string Name => TransferDesk.Clock;

    public Task Keep(string id, UnitOfWork work) => desk.Tick(id, work);
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
