using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// Decides what runs after an activity of a flowchart in counter mode. Every connection remembers whether an arrival
/// came over it, live or dead; a target runs, or is dead itself, when its join rule is met (<see cref="JoinMode"/>).
/// <para>Going back over a backward connection begins the part of the flow behind its target anew: what is still open
/// there is cancelled and its arrivals are forgotten, so that a task sent back from one of several parallel branches
/// leaves no duplicates and no join that waits for ever. What only the source itself leads to is left alone: a loop
/// that listens for the next event does not cancel what the last event started.</para>
/// </summary>
internal readonly struct CounterFlow(Burst burst, Frame frame)
{
    private readonly FlowScope _scope = frame.Flow!;
    private readonly FlowGraph _graph = frame.Node.Flow!.From(frame.Flow!.Start);

    public void Completed(int source, IReadOnlyList<string> outcomes)
    {
        var outbound = _graph.Outbound[source];
        var returns = false;
        foreach (var c in outbound)
        {
            if (_graph.Backward[c] && Has(outcomes, _graph.Connections[c].Port))
            {
                GoBack(source, _graph.Connections[c].Target);
                returns = true;
            }
        }

        var work = new Queue<(int Connection, bool Live)>();
        foreach (var c in outbound)
        {
            if (!_graph.Backward[c])
            {
                var live = Has(outcomes, _graph.Connections[c].Port);
                if (live || !returns)
                {
                    work.Enqueue((c, live));
                }
            }
        }

        Follow(work);
    }

    private static bool Has(IReadOnlyList<string> outcomes, string port)
    {
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i] == port)
            {
                return true;
            }
        }

        return false;
    }

    private void Follow(Queue<(int Connection, bool Live)> work)
    {
        while (work.TryDequeue(out var arrival))
        {
            var target = _graph.Connections[arrival.Connection].Target;
            if (_scope.Arrivals[arrival.Connection] != FlowScope.Untouched && _scope.Nodes[target] != FlowScope.Untouched)
            {
                BeginAnew(target);
            }

            _scope.Arrivals[arrival.Connection] = arrival.Live ? FlowScope.LiveArrival : FlowScope.DeadArrival;
            if (_scope.Nodes[target] == FlowScope.Untouched)
            {
                Join(target, arrival.Live, work);
            }
        }
    }

    // A second arrival over the same connection: the activity before it ran again, so its target does too.
    private void BeginAnew(int target)
    {
        _scope.Nodes[target] = FlowScope.Untouched;
        foreach (var c in _graph.ForwardInbound[target])
        {
            _scope.Arrivals[c] = FlowScope.Untouched;
        }
    }

    private void Join(int target, bool live, Queue<(int Connection, bool Live)> work)
    {
        var mode = frame.Node.Children[target].JoinMode;
        if (mode == JoinMode.WaitAny && live)
        {
            Run(target);
            AbandonAncestors(target, work);
            return;
        }

        var arrived = 0;
        var alive = 0;
        var inbound = _graph.ForwardInbound[target];
        foreach (var c in inbound)
        {
            arrived += _scope.Arrivals[c] == FlowScope.Untouched ? 0 : 1;
            alive += _scope.Arrivals[c] == FlowScope.LiveArrival ? 1 : 0;
        }

        if (arrived < inbound.Length)
        {
            return;
        }

        if (mode == JoinMode.WaitAll ? alive == inbound.Length : alive > 0)
        {
            Run(target);
        }
        else
        {
            Skip(target, work);
        }
    }

    private void Run(int target)
    {
        _scope.Nodes[target] = FlowScope.Ran;
        burst.Schedule(frame, frame.Node.Children[target]);
    }

    private void Skip(int target, Queue<(int Connection, bool Live)> work)
    {
        _scope.Nodes[target] = FlowScope.Dead;
        foreach (var c in _graph.Outbound[target])
        {
            if (!_graph.Backward[c])
            {
                work.Enqueue((c, false));
            }
        }
    }

    // A WaitAny join ran: everything that was still on its way to it ends. Paths that leave those activities for
    // elsewhere are dead, so that no other join waits for them.
    private void AbandonAncestors(int target, Queue<(int Connection, bool Live)> work)
    {
        var nodes = frame.Node.Children;
        foreach (var child in frame.Children!.ToArray())
        {
            if (_graph.Reaches(child.Node.Index, target))
            {
                _scope.Nodes[child.Node.Index] = FlowScope.Untouched;
                burst.Cancel(child);
            }
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            if (_graph.Reachable[i] && _graph.Reaches(i, target) && _scope.Nodes[i] == FlowScope.Untouched)
            {
                _scope.Nodes[i] = FlowScope.Dead;
                foreach (var c in _graph.Outbound[i])
                {
                    var next = _graph.Connections[c].Target;
                    if (!_graph.Backward[c] && next != target && !_graph.Reaches(next, target))
                    {
                        work.Enqueue((c, false));
                    }
                }
            }
        }
    }

    /// <summary>What begins anew when the flow goes back from one activity to an earlier one, the two included.</summary>
    public bool IsBetween(int node, int source, int target) =>
        node == source || node == target || (_graph.Reaches(target, node) && !_graph.Reaches(source, node));

    /// <summary>What lies between an earlier activity and later ones begins anew; nothing runs there any more.</summary>
    public void Forget(IReadOnlyList<int> sources, int target)
    {
        var anew = new bool[_scope.Nodes.Length];
        for (var i = 0; i < anew.Length; i++)
        {
            for (var at = 0; at < sources.Count && !anew[i]; at++)
            {
                anew[i] = IsBetween(i, sources[at], target);
            }
        }

        Forget(anew);
    }

    /// <summary>An activity and everything that it leads to begins anew; nothing runs there any more.</summary>
    public void ForgetFrom(int origin)
    {
        var anew = new bool[_scope.Nodes.Length];
        for (var i = 0; i < anew.Length; i++)
        {
            anew[i] = i == origin || _graph.Reaches(origin, i);
        }

        Forget(anew);
    }

    private void Forget(bool[] anew)
    {
        for (var i = 0; i < anew.Length; i++)
        {
            if (!anew[i])
            {
                continue;
            }

            _scope.Nodes[i] = FlowScope.Untouched;
            foreach (var c in _graph.Outbound[i])
            {
                var next = _graph.Connections[c].Target;
                if (_scope.Arrivals[c] != FlowScope.Untouched && _scope.Nodes[next] != FlowScope.Untouched && !anew[next])
                {
                    // It has used this arrival already and may run again on the next one.
                    BeginAnew(next);
                }

                _scope.Arrivals[c] = FlowScope.Untouched;
            }
        }

        foreach (var child in frame.Children?.ToArray() ?? [])
        {
            if (anew[child.Node.Index])
            {
                burst.Cancel(child);
            }
        }
    }

    private void GoBack(int source, int target)
    {
        Forget([source], target);
        Run(target);
    }
}
