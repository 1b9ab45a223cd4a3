using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// Decides what runs after an activity of a flowchart in token mode. A completed activity puts a token on every
/// connection it leaves by; a target takes the tokens before it when its merge mode allows (section 5.3 of the format).
/// Where the original hangs, the intent is followed: a path that can bring no token any more is not waited for, and a
/// target is looked at again after every completion.
/// </summary>
internal readonly struct TokenFlow(Burst burst, Frame frame)
{
    private readonly FlowScope _scope = frame.Flow!;
    private readonly FlowGraph _graph = frame.Node.Flow!.From(frame.Flow!.Start);

    public void Completed(int source, IReadOnlyList<string> outcomes)
    {
        foreach (var c in _graph.Outbound[source])
        {
            if (outcomes.Contains(_graph.Connections[c].Port) && _scope.Arrivals[c] < 200)
            {
                _scope.Arrivals[c]++;
            }
        }

        while (RunWhatMay())
        {
        }
    }

    private bool RunWhatMay()
    {
        var ran = false;
        int? blocked = null;
        for (var c = 0; c < _scope.Arrivals.Length; c++)
        {
            var target = _graph.Connections[c].Target;
            if (_scope.Arrivals[c] == 0)
            {
                continue;
            }

            if (May(target))
            {
                Run(target);
                ran = true;
            }
            else
            {
                blocked ??= target;
            }
        }

        // Targets that wait for each other around a loop: the first goes on, or nothing ever would.
        if (!ran && blocked is { } first && frame.Children is not { Count: > 0 })
        {
            Run(first);
            ran = true;
        }

        return ran;
    }

    private MergeMode ModeOf(int target)
    {
        var node = frame.Node.Children[target];
        if (node.MergeMode is { } stated)
        {
            return stated;
        }

        return node.Descriptor.Type != "Elsa.FlowJoin" ? MergeMode.Stream : node.JoinMode == JoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge;
    }

    private bool May(int target)
    {
        switch (ModeOf(target))
        {
            case MergeMode.Cascade or MergeMode.Race:
                return true;
            case MergeMode.Stream:
                foreach (var c in _graph.ForwardInbound[target])
                {
                    var source = _graph.Connections[c].Source;
                    if (_scope.Arrivals[c] == 0 && IsLive(source))
                    {
                        return false;
                    }
                }

                return true;
            case MergeMode.Converge:
                return !Awaited(target, true);
            default:
                return !Awaited(target, false);
        }
    }

    // Whether a connection without a token may still get one from something that runs or waits to run.
    private bool Awaited(int target, bool alsoBackward)
    {
        for (var c = 0; c < _graph.Connections.Length; c++)
        {
            if (_graph.Connections[c].Target != target || _scope.Arrivals[c] > 0 || (_graph.Backward[c] && !alsoBackward))
            {
                continue;
            }

            var source = _graph.Connections[c].Source;
            for (var node = 0; node < _scope.Nodes.Length; node++)
            {
                if (node != target && (node == source || _graph.Reaches(node, source)) && IsLive(node))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsLive(int node)
    {
        foreach (var child in frame.Children ?? [])
        {
            if (child.Node.Index == node)
            {
                return true;
            }
        }

        for (var c = 0; c < _scope.Arrivals.Length; c++)
        {
            if (_scope.Arrivals[c] > 0 && _graph.Connections[c].Target == node)
            {
                return true;
            }
        }

        return false;
    }

    private void Run(int target)
    {
        var mode = ModeOf(target);
        for (var c = 0; c < _scope.Arrivals.Length; c++)
        {
            if (_graph.Connections[c].Target != target || _scope.Arrivals[c] == 0)
            {
                continue;
            }

            _scope.Arrivals[c] = mode == MergeMode.Race ? (byte)0 : (byte)(_scope.Arrivals[c] - 1);
            if (mode == MergeMode.Cascade)
            {
                break;
            }
        }

        burst.Schedule(frame, frame.Node.Children[target]);
        if (mode == MergeMode.Race)
        {
            AbandonAncestors(target);
        }
    }

    private void AbandonAncestors(int target)
    {
        foreach (var child in frame.Children!.ToArray())
        {
            if (_graph.Reaches(child.Node.Index, target))
            {
                burst.Cancel(child);
            }
        }

        for (var c = 0; c < _scope.Arrivals.Length; c++)
        {
            if (_graph.Reaches(_graph.Connections[c].Target, target))
            {
                _scope.Arrivals[c] = 0;
            }
        }
    }
}
