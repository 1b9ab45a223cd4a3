using Orchestrator.Engine.Definitions.Reading;

namespace Orchestrator.Engine.Definitions.Checks;

/// <summary>Checks of one flowchart.</summary>
internal static class FlowChecks
{
    public static void Run(Node node, Flow flow, Problems problems)
    {
    }
}
