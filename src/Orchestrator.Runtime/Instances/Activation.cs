using Orchestrator.Engine.Definitions;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Instances;

/// <summary>Whether a definition's activation strategy lets a new instance begin. Of several that want to begin at once
/// the first does; the others see it, because they wait for its transaction.</summary>
internal static class Activation
{
    /// <returns>A running instance that forbids the new one; null when it may begin.</returns>
    public static Task<string?> Occupant(Workflow workflow, string? correlationId, IStoreTransaction transaction, CancellationToken ct) => workflow.Activation switch
    {
        ActivationStrategy.Singleton => transaction.LockRunning(workflow.DefinitionId, null, anyCorrelation: true, ct),
        ActivationStrategy.CorrelatedSingleton => transaction.LockRunning(workflow.DefinitionId, correlationId, anyCorrelation: false, ct),
        ActivationStrategy.Correlation when correlationId is { Length: > 0 } => transaction.LockRunning(null, correlationId, anyCorrelation: false, ct),
        _ => Task.FromResult<string?>(null),
    };

    public static string Sentence(Workflow workflow, string occupant) => workflow.Activation switch
    {
        ActivationStrategy.Singleton => $"流程“{workflow.Name}”同一时间只能有一个未结束的实例，“{occupant}”尚未结束。",
        ActivationStrategy.CorrelatedSingleton => $"流程“{workflow.Name}”在同一关联编号下只能有一个未结束的实例，“{occupant}”尚未结束。",
        _ => $"同一关联编号下只能有一个未结束的流程实例，“{occupant}”尚未结束。",
    };
}
