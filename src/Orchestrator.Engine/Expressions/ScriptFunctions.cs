using System.Security.Cryptography;
using System.Text;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.JavaScript;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Expressions;

/// <summary>The functions that scripts may call, by name. Source: section 4 of the format; ids are derived, and there is
/// no randomness. The functions of the calendar and of who is in charge are ours.</summary>
internal static class ScriptFunctions
{
    /// <summary>Every fixed name, for the validator.</summary>
    public static readonly IReadOnlySet<string> Names = new HashSet<string>(StringComparer.Ordinal)
    {
        "variables", "input", "inputs", "args",
        "getVariable", "setVariable", "getInput", "getOutputFrom", "getLastResult",
        "getWorkflowDefinitionId", "getWorkflowDefinitionVersionId", "getWorkflowDefinitionVersion", "getWorkflowInstanceId",
        "getCorrelationId", "setCorrelationId", "getWorkflowInstanceName", "setWorkflowInstanceName",
        "getCurrentValue", "getCurrentIndex", "getStage", "getRound",
        "isNullOrWhiteSpace", "isNullOrEmpty", "toJson", "parseGuid",
        "newGuid", "newGuidString", "newShortGuid", "getGuidString", "getShortGuid",
        "bytesToString", "bytesFromString", "bytesToBase64", "bytesFromBase64", "stringToBase64", "stringFromBase64",
        "setOutcome", "setOutcomes",
        "now", "isWorkingDay", "addWorkingDays", "workingDaysBetween", "dueAt",
        "leaderOf",
    };

    public static object? Find(ScriptEnvironment environment, string name) => name switch
    {
        "getVariable" => Make(a => Scope.TryFind(environment.Frame, Text(a, 0), out var value) ? value : Missing(Text(a, 0))),
        "setVariable" => Make(a => Write(environment, Text(a, 0), a.Length > 1 ? a[1] : null)),
        "getInput" => Make(a => Copies.Of(Scope.Input(environment.Burst, environment.Frame, Text(a, 0)))),
        "getOutputFrom" => Make(a => OutputFrom(environment, Text(a, 0), a.Length > 1 ? Conversion.ToText(a[1]) : null)),
        "getLastResult" => Make(_ => environment.Burst.State.LastResult),
        "getWorkflowDefinitionId" => Make(_ => environment.Burst.Workflow.DefinitionId),
        "getWorkflowDefinitionVersionId" => Make(_ => environment.Burst.Workflow.VersionId),
        "getWorkflowDefinitionVersion" => Make(_ => (double)environment.Burst.Workflow.Version),
        "getWorkflowInstanceId" => Make(_ => environment.Burst.State.InstanceId),
        "getCorrelationId" => Make(_ => environment.Burst.State.CorrelationId),
        "setCorrelationId" => Make(a => environment.Burst.State.CorrelationId = a.Length > 0 ? Conversion.ToText(a[0]) : null),
        "getWorkflowInstanceName" => Make(_ => environment.Burst.State.Name),
        "setWorkflowInstanceName" => Make(a => environment.Burst.State.Name = a.Length > 0 ? Conversion.ToText(a[0]) : null),
        "getStage" => Make(_ => environment.Burst.State.Stage),
        "getRound" => Make(_ => (double)environment.Burst.State.Round),
        "isNullOrWhiteSpace" => Make(a => a.Length == 0 || a[0] is null || (a[0] is string text && string.IsNullOrWhiteSpace(text))),
        "isNullOrEmpty" => Make(a => a.Length == 0 || a[0] is null or ""),
        "toJson" => Make(a => JsonText.Write(a.Length > 0 ? a[0] : null)),
        "parseGuid" => Make(a => Guid.TryParse(Text(a, 0), out var id) ? id.ToString() : throw new FormatException($"'{Text(a, 0)}' is not a Guid.")),
        "newGuid" or "newGuidString" or "getGuidString" => Make(_ => Draw(environment).ToString()),
        "newShortGuid" or "getShortGuid" => Make(_ => Convert.ToBase64String(Draw(environment).ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        "bytesToString" => Make(a => Encoding.UTF8.GetString(Bytes(a))),
        "bytesFromString" => Make(a => FromBytes(Encoding.UTF8.GetBytes(Text(a, 0)))),
        "bytesToBase64" => Make(a => Convert.ToBase64String(Bytes(a))),
        "bytesFromBase64" => Make(a => FromBytes(Convert.FromBase64String(Text(a, 0)))),
        "stringToBase64" => Make(a => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a, 0)))),
        "stringFromBase64" => Make(a => Encoding.UTF8.GetString(Convert.FromBase64String(Text(a, 0)))),
        "setOutcome" => Make(a => SetOutcomes(environment, [Text(a, 0)])),
        "setOutcomes" => Make(a => SetOutcomes(environment, Conversion.ToList(a.Length > 0 ? a[0] : null).Items.Select(item => Conversion.ToText(item) ?? ""))),
        "now" => Make(_ => environment.Now.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        "isWorkingDay" => Make(a => Calendar(environment).IsWorkingDay(Day(environment, a, 0))),
        "addWorkingDays" => Make(a => Date(Calendar(environment).AddWorkingDays(Day(environment, a, 0), Count(a, 1)))),
        "workingDaysBetween" => Make(a => (double)Calendar(environment).WorkingDaysBetween(Day(environment, a, 0), Day(environment, a, 1))),
        "dueAt" => Make(a => Deadline.Read(a.Length > 0 ? a[0] : null)?.Due(environment.Now, Calendar(environment)).ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
        "leaderOf" => Make(a => environment.Burst.Context.LeaderOf(Text(a, 0))),
        _ => Accessor(environment, name),
    };

    // getX() and setX(v) for a variable or input X; getResultFromY() for an output of activity Y.
    private static HostFunction? Accessor(ScriptEnvironment environment, string name)
    {
        if (name.Length <= 3)
        {
            return null;
        }

        var rest = name[3..];
        if (name.StartsWith("set", StringComparison.Ordinal))
        {
            return Make(a => Write(environment, Resolve(environment, rest) ?? rest, a.Length > 0 ? a[0] : null));
        }

        if (!name.StartsWith("get", StringComparison.Ordinal))
        {
            return null;
        }

        return Make(_ => Get(environment, name, rest));
    }

    private static object? Get(ScriptEnvironment environment, string function, string rest)
    {
        if (environment.TryArgument(rest, out var argument))
        {
            return argument;
        }

        if (Resolve(environment, rest) is { } variable)
        {
            return Scope.TryFind(environment.Frame, variable, out var value) ? value : null;
        }

        foreach (var input in environment.Burst.State.Input.Names)
        {
            if (Pascal(input) == rest)
            {
                return Copies.Of(environment.Burst.State.Input[input]);
            }
        }

        if (environment.Burst.Workflow.Inputs.Any(input => Pascal(input.Name) == rest) || rest is "CurrentValue" or "CurrentIndex")
        {
            return null;
        }

        var from = rest.IndexOf("From", StringComparison.Ordinal);
        return from > 0
            ? OutputFrom(environment, rest[(from + 4)..], rest[..from])
            : throw new InvalidOperationException($"{function} is not defined.");
    }

    private static string? Resolve(ScriptEnvironment environment, string pascal)
    {
        for (var at = environment.Frame; at is not null; at = at.Parent)
        {
            foreach (var variable in at.Scoping.Variables)
            {
                if (Pascal(variable.Name) == pascal)
                {
                    return variable.Name;
                }
            }

            foreach (var (name, _) in at.Variables?.Members ?? [])
            {
                if (Pascal(name) == pascal)
                {
                    return name;
                }
            }

            if (at.IsBoundary)
            {
                break;
            }
        }

        return null;
    }

    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    private static object? Write(ScriptEnvironment environment, string name, object? value) =>
        Scope.TryWrite(environment.Frame, name, value) ? null : Missing(name);

    private static object Missing(string name) => throw new InvalidOperationException($"Variable '{name}' is not declared.");

    private static object? OutputFrom(ScriptEnvironment environment, string activity, string? output)
    {
        var register = environment.Burst.State.Register;
        var (definition, prefix) = environment.Burst.DefinitionAround(environment.Frame);
        foreach (var node in definition.Nodes.Values)
        {
            if ((node.Id == activity || node.Name == activity || (node.Name is not null && Pascal(node.Name) == activity) || Pascal(node.Id) == activity)
                && register?[prefix + node.Key] is JsObject outputs)
            {
                return Output(outputs, output ?? "result");
            }
        }

        return null;
    }

    private static object? Output(JsObject outputs, string name)
    {
        foreach (var (output, value) in outputs.Members)
        {
            if (string.Equals(output, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    private static object? SetOutcomes(ScriptEnvironment environment, IEnumerable<string> outcomes)
    {
        environment.SetOutcomes(outcomes);
        return null;
    }

    // An id is a hash of the instance and a counter in its state: repeating the step draws the same ids.
    private static Guid Draw(ScriptEnvironment environment)
    {
        var state = environment.Burst.State;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{state.InstanceId}:{environment.Frame.Key}:{++state.Drawn}"));
        hash[7] = (byte)((hash[7] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16));
    }

    private static WorkingCalendar Calendar(ScriptEnvironment environment) => environment.Burst.Context.Calendar;

    private static DateOnly Day(ScriptEnvironment environment, ReadOnlySpan<object?> arguments, int index)
    {
        var value = index < arguments.Length ? arguments[index] : null;
        if (value is string text && DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
        {
            return day;
        }

        return Calendar(environment).LocalDate(Conversion.ToMoment(value) ?? throw new FormatException("A date is missing."));
    }

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static int Count(ReadOnlySpan<object?> arguments, int index) =>
        Conversion.ToWhole(index < arguments.Length ? arguments[index] : null) is { } count and >= -20_000 and <= 20_000
            ? count
            : throw new FormatException("The number of working days is missing or out of range.");

    private static string Text(ReadOnlySpan<object?> arguments, int index) =>
        index < arguments.Length ? Conversion.ToText(arguments[index]) ?? "" : "";

    private static byte[] Bytes(ReadOnlySpan<object?> arguments) =>
        arguments.Length > 0 && arguments[0] is JsArray array
            ? [.. array.Items.Select(item => item is double and >= 0 and <= 255 ? (byte)(double)item : throw new FormatException("A byte is a whole number from 0 to 255."))]
            : throw new FormatException("A list of bytes is missing.");

    private static JsArray FromBytes(byte[] bytes) => new(bytes.Select(b => (object?)(double)b));

    private static HostFunction Make(HostFunction function) => function;
}
