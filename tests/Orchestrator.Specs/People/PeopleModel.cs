using Orchestrator.Engine.Execution;

namespace Orchestrator.Specs.People;

/// <summary>
/// What the operations on people's tasks mean, said a second time and without flowcharts: the flow is a tree, and what lies
/// behind a step is what comes later in any series around it.
/// </summary>
internal sealed class PeopleModel
{
    private readonly Part _root;
    private readonly List<Sitting> _detours = [];

    public PeopleModel(Part root)
    {
        _root = root;
        Begin(root);
    }

    public bool Finished => _root.Done;

    public IEnumerable<Seat> Open => Sittings.SelectMany(sitting => sitting.All).Where(seat => seat.Open);

    /// <summary>The open tasks as the engine's are shown.</summary>
    public List<string> Shown => [.. Open.Select(seat => $"{seat.Sitting.Step.Key}:{seat.Holder}").Order(StringComparer.Ordinal)];

    private IEnumerable<Sitting> Sittings => _root.Steps.Select(step => step.Sitting).OfType<Sitting>().Concat(_detours);

    public static bool Before(Part a, Part b)
    {
        for (Part? at = a; at?.Parent is { } above; at = above)
        {
            if (Child(above, b) is { } other && other != at)
            {
                return above is Series series && series.Parts.IndexOf(at) < series.Parts.IndexOf(other);
            }
        }

        return false;
    }

    /// <summary>Where a seat may send the flow back to.</summary>
    public List<StepModel> Earlier(Seat seat) =>
        [.. _root.Steps.Where(step => Before(step, seat.Sitting.Step) && step.Sitting is null && step.Done)];

    /// <summary>A step of the flow by chance, begun or not.</summary>
    public StepModel Any(Random draw) => _root.Steps.ElementAt(draw.Next(_root.Steps.Count()));

    /// <summary>Everybody who has decided something himself, also what cannot be called back any more.</summary>
    public List<Seat> Deciders { get; } = [];

    public void Decide(Seat seat, string outcome, string? task)
    {
        if (seat.Owners.Count > 0)
        {
            seat.Holder = seat.Owners[^1];
            seat.Owners.RemoveAt(seat.Owners.Count - 1);
            return;
        }

        seat.Task = task;
        Deciders.Add(seat);
        if (outcome == "Reject")
        {
            Leave(seat, outcome);
        }
        else
        {
            seat.Open = false;
            seat.Decision = outcome;
            seat.Added.AddRange(seat.Pending.Select(holder => new Seat(holder, seat.Sitting, seat)));
            seat.Pending.Clear();
            Heard(seat);
        }

        Tidy();
    }

    public static void Add(Seat seat, AddedSign kind, string holder)
    {
        if (kind == AddedSign.After)
        {
            seat.Pending.Add(holder);
            return;
        }

        seat.Open &= kind != AddedSign.Before;
        seat.Added.Add(new(holder, seat.Sitting, seat));
    }

    /// <returns>Whether it may be taken off.</returns>
    public bool Remove(Seat seat)
    {
        if (seat.Parent is { } parent)
        {
            parent.Added.Remove(seat);
            Heard(parent);
        }
        else if (!seat.Sitting.Step.IsTable || (seat.Sitting.Seats.Count == 1 && seat.Sitting.Queue.Count == 0 && seat.Sitting.Cast.Count == 0))
        {
            return false;
        }
        else
        {
            seat.Sitting.Seats.Remove(seat);
            Count(seat.Sitting);
        }

        Tidy();
        return true;
    }

    /// <returns>Whether the decision may be called back.</returns>
    public bool CallBack(Seat decider, bool withdraw)
    {
        var step = decider.Sitting.Step;
        if (!withdraw && Sittings.FirstOrDefault(sitting => sitting.Step.IsTable && sitting.Cast.Contains(decider)) is { } table)
        {
            return Recast(table, decider);
        }

        if (step.DecidedBy != decider || !step.Done || Sittings.Any(sitting => sitting.Step == step))
        {
            return false;
        }

        var later = _root.Steps.Where(other => Before(step, other)).ToList();
        if (!withdraw && later.Exists(IsActedOn))
        {
            return false;
        }

        later.ForEach(Clear);
        step.Done = false;
        step.DecidedBy = null;
        step.Sitting = new(step);
        step.Sitting.Seats.Add(new(decider.Holder, step.Sitting, null));
        Tidy();
        return true;
    }

    public void Rework(Seat seat, StepModel target)
    {
        Forget([seat.Sitting.Step], target);
        Begin(target);
        Tidy();
    }

    public void Straight(Seat seat, StepModel target, bool siblings)
    {
        var source = seat.Sitting.Step;
        var region = Sittings.Where(sitting => sitting == seat.Sitting || sitting.Step == source || (Before(target, sitting.Step) && !Before(source, sitting.Step)));
        var parked = siblings ? [seat] : region.Where(sitting => sitting.Step != target).SelectMany(sitting => sitting.All).Where(one => one.Open).ToList();
        parked.ForEach(one => one.Open = false);
        var detour = _detours.Find(sitting => sitting.Step == target);
        if (detour is null)
        {
            _detours.Add(detour = Sit(target));
            detour.Waiting = [];
        }

        detour.Waiting!.AddRange(parked);
        Tidy();
    }

    // In a sequence whoever comes next waits again.
    private bool Recast(Sitting table, Seat decider)
    {
        if (table.Step.Mode == "Sequence")
        {
            if (table.Cast[^1] != decider || table.Seats.SelectMany(seat => seat.WithAdded).Any(IsActedOn))
            {
                return false;
            }

            table.Queue.InsertRange(0, table.Seats.Select(seat => seat.Owners.Count > 0 ? seat.Owners[0] : seat.Holder));
            table.Seats.Clear();
        }

        table.Cast.Remove(decider);
        table.Seats.Add(new(decider.Holder, table, null));
        return true;
    }

    private static Part? Child(Part above, Part inner)
    {
        for (Part? at = inner; at is not null; at = at.Parent)
        {
            if (at.Parent == above)
            {
                return at;
            }
        }

        return null;
    }

    private static Sitting Sit(StepModel step)
    {
        var sitting = new Sitting(step);
        if (!step.IsTable)
        {
            sitting.Seats.Add(new(step.Owner, sitting, null));
        }
        else if (step.Mode == "Sequence")
        {
            sitting.Seats.Add(new(step.Participants[0], sitting, null));
            sitting.Queue.AddRange(step.Participants.Skip(1));
        }
        else
        {
            sitting.Seats.AddRange(step.Participants.Select(holder => new Seat(holder, sitting, null)));
        }

        return sitting;
    }

    private static string? Verdict(Sitting sitting)
    {
        var (agreed, refused, open) = (sitting.Cast.Count(one => one.Decision == "Approve"), sitting.Cast.Count(one => one.Decision == "Reject"), sitting.Seats.Count + sitting.Queue.Count);
        return sitting.Step.Mode switch
        {
            "Any" => agreed > 0 ? "Approve" : refused > 0 || open == 0 ? "Reject" : null,
            "Vote" => 2 * agreed > agreed + refused + open ? "Approve" : 2 * (agreed + open) > agreed + refused + open ? null : "Reject",
            _ => refused > 0 ? "Reject" : open > 0 ? null : agreed > 0 ? "Approve" : "Reject",
        };
    }

    private bool IsActedOn(StepModel step) =>
        step.Done || (step.Sitting is { } sitting && (sitting.Cast.Count > 0 || sitting.All.Any(IsActedOn)));

    private bool IsActedOn(Seat seat) => seat.Decision is not null || (seat.Deferred && _detours.Exists(detour => detour.Waiting!.Contains(seat)));

    private void Clear(StepModel step)
    {
        step.Done = false;
        step.Sitting?.Seats.Clear();
        step.Sitting = null;
        foreach (var detour in _detours.Where(detour => detour.Step == step).ToList())
        {
            detour.Seats.Clear();
            _detours.Remove(detour);
        }
    }

    private void Begin(Part part)
    {
        switch (part)
        {
            case Series series: Begin(series.Parts[0]); break;
            case Branches branches: branches.Parts.ForEach(Begin); break;
            case StepModel step:
                step.Done = false;
                step.Sitting = Sit(step);
                break;
        }
    }

    private void Advance(Part part)
    {
        if (part.Parent is not { } above)
        {
            return;
        }

        if (above is Series series && series.Parts.IndexOf(part) + 1 is var next && next < series.Parts.Count)
        {
            Begin(series.Parts[next]);
        }
        else if (above is Series || above.Done)
        {
            Advance(above);
        }
    }

    // A decided seat tells whom it belongs to.
    private void Leave(Seat seat, string outcome)
    {
        seat.Added.Clear();
        seat.Open = false;
        if (seat.Parent is { } parent)
        {
            parent.Added.Remove(seat);
            if (outcome == "Reject")
            {
                parent.Task = null;
                Leave(parent, outcome);
            }
            else
            {
                Heard(parent);
            }

            return;
        }

        seat.Decision = outcome;
        seat.Sitting.Seats.Remove(seat);
        seat.Sitting.Cast.Add(seat);
        if (seat.Sitting.Step.IsTable)
        {
            Count(seat.Sitting);
        }
        else
        {
            seat.Sitting.Step.DecidedBy = seat.Task is null ? null : seat;
            Conclude(seat.Sitting, outcome);
        }
    }

    private void Heard(Seat seat)
    {
        if (seat.Added.Count > 0)
        {
            return;
        }

        if (seat.Decision is { } decision)
        {
            Leave(seat, decision);
        }
        else if (!_detours.Exists(detour => detour.Waiting!.Contains(seat)))
        {
            seat.Open = true;
        }
    }

    private void Count(Sitting sitting)
    {
        if (Verdict(sitting) is { } outcome)
        {
            Conclude(sitting, outcome);
        }
        else if (sitting.Seats.Count == 0)
        {
            sitting.Seats.Add(new(sitting.Queue[0], sitting, null));
            sitting.Queue.RemoveAt(0);
        }
    }

    private void Conclude(Sitting sitting, string outcome)
    {
        var step = sitting.Step;
        sitting.Seats.Clear();
        if (sitting.Waiting is null)
        {
            step.Sitting = null;
        }
        else
        {
            _detours.Remove(sitting);
            var waiting = sitting.Waiting.Where(seat => Alive(seat) && seat.Deferred).ToList();
            if (outcome == "Approve" && waiting.Count > 0)
            {
                waiting.ForEach(seat => seat.Open = true);
                return;
            }

            Forget([.. waiting.Select(seat => seat.Sitting.Step)], step);
        }

        step.Done = true;
        Advance(step);
    }

    private void Forget(List<StepModel> sources, StepModel target)
    {
        HashSet<StepModel> steps = [];
        for (var before = -1; before < sources.Count;)
        {
            before = sources.Count;
            steps = _root.Steps.Where(step => sources.Exists(source => step == source || step == target || (Before(target, step) && !Before(source, step)))).ToHashSet();
            var waiting = _detours.Where(detour => steps.Contains(detour.Step)).SelectMany(detour => detour.Waiting!).Where(seat => Alive(seat) && seat.Deferred);
            sources.AddRange(waiting.Select(seat => seat.Sitting.Step).Except(sources).ToList());
        }

        steps.ToList().ForEach(Clear);
    }

    private bool Alive(Seat seat) => Sittings.Any(sitting => sitting.All.Contains(seat));

    // Nobody waits for what does not come; nothing comes for whom nobody waits.
    private void Tidy()
    {
        for (var again = true; again;)
        {
            again = _detours.RemoveAll(detour => !detour.Waiting!.Exists(seat => Alive(seat) && seat.Deferred)) > 0;
            foreach (var seat in Sittings.SelectMany(sitting => sitting.All).Where(seat => seat.Deferred && seat.Added.Count == 0 && !_detours.Exists(detour => detour.Waiting!.Contains(seat))).ToList())
            {
                seat.Open = true;
                again = true;
            }
        }
    }
}
