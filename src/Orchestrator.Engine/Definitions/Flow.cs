namespace Orchestrator.Engine.Definitions;

/// <summary>How a target of several connections decides when to run.</summary>
internal enum JoinMode
{
    /// <summary>Wait until every inbound path has arrived or is dead; run when one arrived.</summary>
    WaitAllActive,

    /// <summary>Wait for every inbound path; run only when all arrived.</summary>
    WaitAll,

    /// <summary>Run at the first arrival and cancel the other inbound paths.</summary>
    WaitAny,
}

/// <summary>A connection between two activities of one flowchart, by their positions.</summary>
internal sealed record Connection(int Source, string Port, int Target, string Path);

/// <summary>The connections of one flowchart.</summary>
internal sealed class Flow
{
    private readonly Dictionary<int, FlowGraph> _graphs = [];

    public required Connection[] Connections { get; init; }

    public required int Count { get; init; }

    public required int DefaultStart { get; init; }

    /// <summary>Run by tokens instead of visit counts.</summary>
    public bool Tokens { get; init; }

    /// <summary>The graph as seen from a start activity. Only start activities that were added have one.</summary>
    public FlowGraph From(int start) => _graphs[start];

    /// <summary>Whether the flow can begin at the activity.</summary>
    public bool HasStart(int start) => _graphs.ContainsKey(start);

    /// <summary>The graphs of all start activities.</summary>
    public IReadOnlyCollection<FlowGraph> Graphs => _graphs.Values;

    public void AddStart(int start)
    {
        if (!_graphs.ContainsKey(start))
        {
            _graphs[start] = new FlowGraph(Connections, Count, start);
        }
    }
}

/// <summary>
/// A flowchart seen from one start activity: which connections lead forward, which lead back, and what reaches what.
/// Source: section 5.2 of the format.
/// </summary>
internal sealed class FlowGraph
{
    private readonly bool[][] _reach;

    public FlowGraph(Connection[] connections, int count, int start)
    {
        Connections = connections;
        Start = start;
        Outbound = Group(connections, count, c => c.Source);
        Backward = new bool[connections.Length];
        Reachable = new bool[count];
        var forward = new List<int>[count];
        for (var i = 0; i < count; i++)
        {
            forward[i] = [];
        }

        Walk(forward);
        _reach = new bool[count][];
        for (var i = 0; i < count; i++)
        {
            _reach[i] = new bool[count];
            Mark(forward, i, _reach[i]);
        }

        ForwardInbound = new int[count][];
        for (var i = 0; i < count; i++)
        {
            ForwardInbound[i] = [.. Enumerable.Range(0, connections.Length)
                .Where(c => connections[c].Target == i && !Backward[c] && Reachable[connections[c].Source])];
        }
    }

    public int Start { get; }

    public Connection[] Connections { get; }

    /// <summary>The connections that leave an activity, in document order.</summary>
    public int[][] Outbound { get; }

    /// <summary>The forward connections that enter an activity from activities that can run.</summary>
    public int[][] ForwardInbound { get; }

    public bool[] Backward { get; }

    /// <summary>Whether the activity can run at all.</summary>
    public bool[] Reachable { get; }

    /// <summary>Whether a path of at least one forward connection leads from one activity to another.</summary>
    public bool Reaches(int from, int to) => _reach[from][to];

    /// <summary>Whether every path from the start to <paramref name="node"/> passes <paramref name="gate"/>.</summary>
    public bool Dominates(int gate, int node)
    {
        if (gate == node || gate == Start)
        {
            return true;
        }

        var seen = new bool[Outbound.Length];
        seen[Start] = true;
        var open = new Stack<int>([Start]);
        while (open.TryPop(out var at))
        {
            if (at == node)
            {
                return false;
            }

            foreach (var c in Outbound[at])
            {
                var next = Connections[c].Target;
                if (next != gate && !seen[next])
                {
                    seen[next] = true;
                    open.Push(next);
                }
            }
        }

        return true;
    }

    private static int[][] Group(Connection[] connections, int count, Func<Connection, int> key)
    {
        var groups = new List<int>[count];
        for (var c = 0; c < connections.Length; c++)
        {
            (groups[key(connections[c])] ??= []).Add(c);
        }

        return [.. groups.Select(group => group?.ToArray() ?? [])];
    }

    private static void Mark(List<int>[] forward, int from, bool[] seen)
    {
        var open = new Stack<int>(forward[from]);
        while (open.TryPop(out var at))
        {
            if (!seen[at])
            {
                seen[at] = true;
                foreach (var next in forward[at])
                {
                    open.Push(next);
                }
            }
        }
    }

    // Breadth first from the start: a connection is forward unless its target already leads to its source.
    private void Walk(List<int>[] forward)
    {
        Reachable[Start] = true;
        var queue = new Queue<int>([Start]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var c in Outbound[at])
            {
                var target = Connections[c].Target;
                if (target == at || Leads(forward, target, at))
                {
                    Backward[c] = true;
                    continue;
                }

                forward[at].Add(target);
                if (!Reachable[target])
                {
                    Reachable[target] = true;
                    queue.Enqueue(target);
                }
            }
        }
    }

    private static bool Leads(List<int>[] forward, int from, int to)
    {
        var seen = new bool[forward.Length];
        Mark(forward, from, seen);
        return seen[to];
    }
}
