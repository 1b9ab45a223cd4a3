namespace Orchestrator.Runtime.Messages.Rabbit;

/// <summary>Where the bus puts what cannot be read.</summary>
internal static class ErrorQueue
{
    public static string Of(string queue) => queue + "_error";
}
