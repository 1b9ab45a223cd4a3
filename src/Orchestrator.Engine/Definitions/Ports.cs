using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Definitions;

/// <summary>The outcomes an activity can leave by.</summary>
internal static class Ports
{
    /// <returns>The ports, or null when they are only known at run time.</returns>
    public static IReadOnlyList<string>? Of(Node node)
    {
        var descriptor = node.Descriptor;
        switch (descriptor.PortKind)
        {
            case PortKind.Cases:
                return [.. node.Cases.Select(branch => branch.Label), .. descriptor.Ports];
            case PortKind.Outcomes:
                return node.Outcomes;
            case PortKind.Branches:
                return node.Inputs.GetValueOrDefault("branches") switch
                {
                    null => ["Done"],
                    Constant branches when Texts(branches) is { Count: > 0 } names => names,
                    Constant => ["Done"],
                    _ => null,
                };
            case PortKind.PossibleOutcomes:
                return node.Inputs.GetValueOrDefault("possibleOutcomes") is Constant possible && Texts(possible) is { Count: > 0 } outcomes
                    ? ["Done", .. outcomes.Where(outcome => outcome != "Done")]
                    : null;
            case PortKind.None:
                return [];
            default:
                return descriptor.Ports;
        }
    }

    private static List<string> Texts(Constant constant) =>
        [.. Conversion.ToList(constant.Value).Items.Select(Conversion.ToText).OfType<string>()];
}
