using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>Which variables an activity can see: its own and those of the containers around it.</summary>
internal static class Declarations
{
    // By id first, as the format says; by name for definitions written by hand.
    public static OutputBinding? Find(Node node, string? id, string? name)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            foreach (var variable in at.Variables)
            {
                if (variable.Id == id)
                {
                    return new OutputBinding(at, variable, null);
                }
            }
        }

        for (var at = node; at is not null; at = at.Parent)
        {
            foreach (var variable in at.Variables)
            {
                if (variable.Name == (name ?? id))
                {
                    return new OutputBinding(at, variable, null);
                }
            }
        }

        return null;
    }

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
