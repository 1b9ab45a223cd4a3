using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Expressions;

/// <summary>Reads the inputs of the activity that runs, each converted to what the activity needs. A missing input is
/// null (false, empty). Throws <see cref="EvaluationException"/> that names the input.</summary>
internal static class InputReading
{
    public static object? Value(this Burst burst, Frame frame, string name) => Read(burst, frame, name, static value => value);

    public static string? Text(this Burst burst, Frame frame, string name) => Read(burst, frame, name, Conversion.ToText);

    public static bool Flag(this Burst burst, Frame frame, string name) => Read(burst, frame, name, Conversion.ToFlag);

    public static int? Whole(this Burst burst, Frame frame, string name) => Read(burst, frame, name, Conversion.ToWhole);

    public static TimeSpan? Span(this Burst burst, Frame frame, string name) => Read(burst, frame, name, Conversion.ToSpan);

    public static DateTimeOffset? Moment(this Burst burst, Frame frame, string name) => Read(burst, frame, name, Conversion.ToMoment);

    /// <summary>Any value; text with JSON in it is parsed. Safe to hand on: it shares nothing with variables.</summary>
    public static object? Json(this Burst burst, Frame frame, string name) =>
        Copies.Of(Read(burst, frame, name, Conversion.ToJson));

    public static JsArray List(this Burst burst, Frame frame, string name) => Read(burst, frame, name, Conversion.ToList);

    public static JsObject Map(this Burst burst, Frame frame, string name) => Copies.Of(Read(burst, frame, name, Conversion.ToMap));

    /// <summary>A list of texts: a list, or one text.</summary>
    public static List<string> Texts(this Burst burst, Frame frame, string name)
    {
        var texts = new List<string>();
        foreach (var item in burst.List(frame, name).Items)
        {
            if (Conversion.ToText(item) is { Length: > 0 } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    private static T Read<T>(Burst burst, Frame frame, string name, Func<object?, T> convert)
    {
        if (!frame.Node.Inputs.TryGetValue(name, out var expression))
        {
            return convert(null);
        }

        try
        {
            return convert(expression.Evaluate(burst, frame));
        }
        catch (Exception e)
        {
            throw new EvaluationException(
                $"Failed to evaluate activity input '{name}': {e.Message}", (e as EvaluationException)?.Detail ?? e.GetType().Name, e);
        }
    }
}
