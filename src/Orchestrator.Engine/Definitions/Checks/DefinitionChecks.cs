using Orchestrator.Engine.Definitions.Reading;

namespace Orchestrator.Engine.Definitions.Checks;

/// <summary>What a definition that can be read may still have wrong.</summary>
internal static class DefinitionChecks
{
    public static void Run(Workflow workflow, Problems problems)
    {
        foreach (var node in workflow.Nodes.Values.OrderBy(node => node.Path, StringComparer.Ordinal))
        {
            ActivityChecks.Run(node, problems);
            if (node.Flow is { } flow)
            {
                FlowChecks.Run(node, flow, problems);
                JoinChecks.Run(node, flow, problems);
                LoopChecks.Run(node, flow, problems);
            }
        }
    }
}
