namespace Orchestrator.Engine.Execution;

/// <summary>
/// Progress of one flowchart. For every activity: not reached, running or ran, dead. For every connection: no arrival,
/// dead arrival, live arrival (or the number of unconsumed tokens in token mode). Saved as two strings of digits.
/// </summary>
internal sealed class FlowScope
{
    public const byte Untouched = 0;
    public const byte Ran = 1;
    public const byte Dead = 2;

    public const byte DeadArrival = 1;
    public const byte LiveArrival = 2;

    private FlowScope(int start, byte[] nodes, byte[] arrivals)
    {
        Start = start;
        Nodes = nodes;
        Arrivals = arrivals;
    }

    public int Start { get; }

    public byte[] Nodes { get; }

    public byte[] Arrivals { get; }

    public static FlowScope New(int start, int nodes, int connections) =>
        new(start, new byte[nodes], new byte[connections]);

    public FlowScope Copy() => new(Start, [.. Nodes], [.. Arrivals]);

    public string Save() => $"{Start};{Digits(Nodes)};{Digits(Arrivals)}";

    public static FlowScope Load(string saved, int nodes, int connections)
    {
        var parts = saved.Split(';');
        var scope = New(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), nodes, connections);
        Fill(scope.Nodes, parts[1]);
        Fill(scope.Arrivals, parts[2]);
        return scope;
    }

    private static string Digits(byte[] values)
    {
        var length = values.Length;
        while (length > 0 && values[length - 1] == 0)
        {
            length--;
        }

        return string.Create(length, values, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = (char)('0' + from[i]);
            }
        });
    }

    private static void Fill(byte[] values, string digits)
    {
        if (digits.Length > values.Length)
        {
            throw new InvalidDataException("The saved flowchart has more parts than its definition.");
        }

        for (var i = 0; i < digits.Length; i++)
        {
            values[i] = (byte)(digits[i] - '0');
        }
    }
}
