using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Expressions;

/// <summary>
/// Finds variables: lexically, from the frame outward; an inner name hides an outer one. A variable that was never
/// written has its default. The scope ends at a definition used as an activity: it sees only its own variables, and its
/// inputs as variables.
/// </summary>
internal static class Scope
{
    public static object? Read(Frame frame, Node owner, Variable variable)
    {
        for (var at = frame; at is not null; at = at.Parent)
        {
            if (at.Scoping == owner)
            {
                return ReadOwn(at, variable);
            }
        }

        return null;
    }

    public static void Write(Frame frame, Node owner, Variable variable, object? value)
    {
        for (var at = frame; at is not null; at = at.Parent)
        {
            if (at.Scoping == owner)
            {
                at.Set(variable.Name, Conversion.ToVariable(variable, Copies.Of(value)));
                return;
            }
        }

        throw new InvalidOperationException($"Variable '{variable.Name}' is not in scope.");
    }

    public static bool TryFind(Frame frame, string name, out object? value)
    {
        for (var at = frame; at is not null; at = at.Parent)
        {
            if (at.Variables is not null && at.Variables.TryGet(name, out value))
            {
                return true;
            }

            foreach (var variable in at.Scoping.Variables)
            {
                if (variable.Name == name)
                {
                    value = ReadOwn(at, variable);
                    return true;
                }
            }

            if (at.IsBoundary)
            {
                break;
            }
        }

        value = null;
        return false;
    }

    /// <summary>Writes by name; false when nothing of that name is in scope.</summary>
    public static bool TryWrite(Frame frame, string name, object? value)
    {
        for (var at = frame; at is not null; at = at.Parent)
        {
            foreach (var variable in at.Scoping.Variables)
            {
                if (variable.Name == name)
                {
                    at.Set(name, Conversion.ToVariable(variable, Copies.Of(value)));
                    return true;
                }
            }

            if (at.Variables is not null && at.Variables.Has(name))
            {
                at.Set(name, Copies.Of(value));
                return true;
            }

            if (at.IsBoundary)
            {
                break;
            }
        }

        return false;
    }

    /// <summary>An input of the workflow, or of the definition used as an activity that the frame runs in.</summary>
    public static object? Input(Burst burst, Frame frame, string name)
    {
        for (var at = frame; at is not null; at = at.Parent)
        {
            if (at.IsBoundary && at.Parent is not null)
            {
                return at.Variables?[name];
            }
        }

        return burst.State.Input[name];
    }

    // A default that is an object is copied into the instance at the first look, because scripts may change it in place.
    private static object? ReadOwn(Frame at, Variable variable)
    {
        if (at.Variables is not null && at.Variables.TryGet(variable.Name, out var value))
        {
            return value;
        }

        if (variable.Default is Values.JsObject or Values.JsArray)
        {
            var copy = Copies.Of(variable.Default);
            at.Set(variable.Name, copy);
            return copy;
        }

        return variable.Default;
    }
}
