namespace Orchestrator.Specs.People;

/// <summary>A part of a generated flow: steps in series, branches side by side, a step that people decide.</summary>
internal abstract class Part
{
    public Part? Parent { get; set; }

    public abstract IEnumerable<StepModel> Steps { get; }

    public bool Done => Steps.All(step => step.Done);
}

internal sealed class Series : Part
{
    public required List<Part> Parts { get; init; }

    public override IEnumerable<StepModel> Steps => Parts.SelectMany(part => part.Steps);
}

internal sealed class Branches : Part
{
    public required List<Part> Parts { get; init; }

    public override IEnumerable<StepModel> Steps => Parts.SelectMany(part => part.Steps);
}

/// <summary>A step; without participants its owner decides alone.</summary>
/// <param name="Mode"><c>All</c>, <c>Any</c>, <c>Vote</c> or <c>Sequence</c>.</param>
internal sealed class StepModel(string key, string mode, IReadOnlyList<string> participants) : Part
{
    public string Key => key;

    public string Mode => mode;

    public IReadOnlyList<string> Participants => Changed ?? participants;

    public bool IsTable => participants.Count > 0;

    /// <summary>Whom it asks from its next beginning on, instead of those whom the definition names.</summary>
    public IReadOnlyList<string>? Changed { get; set; }

    /// <summary>Who decides alone.</summary>
    public string Owner => Changed?[0] ?? "owner";

    public new bool Done { get; set; }

    public Sitting? Sitting { get; set; }

    /// <summary>Whose decision it was, when it was one person's.</summary>
    public Seat? DecidedBy { get; set; }

    public override IEnumerable<StepModel> Steps => [this];
}

/// <summary>One time that a step is decided.</summary>
internal sealed class Sitting(StepModel step)
{
    public StepModel Step => step;

    public List<Seat> Seats { get; } = [];

    public List<string> Queue { get; } = [];

    public List<Seat> Cast { get; } = [];

    /// <summary>Seats that go on when it is over; null when it is no detour.</summary>
    public List<Seat>? Waiting { get; set; }

    public IEnumerable<Seat> All => Seats.SelectMany(seat => seat.WithAdded);
}

internal sealed class Seat(string holder, Sitting sitting, Seat? parent)
{
    public string Holder { get; set; } = holder;

    public Sitting Sitting => sitting;

    public Seat? Parent => parent;

    public bool Open { get; set; } = true;

    public string? Decision { get; set; }

    /// <summary>The engine's task that he decided; null while he has not, and when a signer has refused for him.</summary>
    public string? Task { get; set; }

    public List<string> Owners { get; } = [];

    public List<string> Pending { get; } = [];

    public List<Seat> Added { get; } = [];

    public IEnumerable<Seat> WithAdded => [this, .. Added.SelectMany(seat => seat.WithAdded)];

    public bool Deferred => !Open && Decision is null;
}
