using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>Which variables an activity can see: its own and those of the containers around it.</summary>
internal static class Declarations
{
    // By id first, as the format says; by name for definitions written by hand.
    public static OutputBinding? Find(Node node, string? id, string? name) => FindById(node, id) ?? FindByName(node, name ?? id);

    public static OutputBinding? FindById(Node node, string? id) => Find(node, variable => variable.Id == id);

    public static OutputBinding? FindByName(Node node, string? name) => Find(node, variable => variable.Name == name);

    public static bool Has(Node node, string name)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at.Variables.Any(variable => variable.Name == name))
            {
                return true;
            }
        }

        return IsLoopName(node, name);
    }

    private static OutputBinding? Find(Node node, Func<Variable, bool> wanted)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            foreach (var variable in at.Variables)
            {
                if (wanted(variable))
                {
                    return new OutputBinding(at, variable, null);
                }
            }
        }

        return null;
    }

    public static bool IsLoopName(Node node, string? name)
    {
        for (var at = node.Parent; at is not null; at = at.Parent)
        {
            if (at.Descriptor.IsLoop && name is Loops.CurrentValue or Loops.CurrentIndex)
            {
                return true;
            }

            if (at.Descriptor.Type == "Elsa.BulkDispatchWorkflows" && name is "ChildInstanceId" or "ChildOutput")
            {
                return true;
            }
        }

        return false;
    }
}
