using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Shouldly;

namespace Orchestrator.Specs.Engine;

/// <summary>
/// Plays an instance in a spec. Every step is made twice and must give the same bytes and requests, and the state goes
/// through its saved form after every step; both are what the runtime relies on.
/// </summary>
internal sealed class Player
{
    private readonly Workflow _workflow;
    private readonly Func<string, Workflow?> _definitions;

    public Player(Workflow workflow, Func<string, Workflow?>? definitions = null)
    {
        _workflow = workflow;
        _definitions = definitions ?? (_ => null);
    }

    public DateTimeOffset Now { get; set; } = new(2020, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));

    public string? Actor { get; set; } = "u1";

    /// <summary>Who is in charge of a unit.</summary>
    public Dictionary<string, string> Leaders { get; } = [];

    /// <summary>For whom the actor acts.</summary>
    public StandingIn? For { get; set; }

    public Workflow Workflow => _workflow;

    public WorkflowState State { get; private set; } = null!;

    public Step Last { get; private set; } = null!;

    public List<Request> Requests { get; } = [];

    public int Budget { get; init; } = 20_000;

    public IEnumerable<string> Lines => Requests.OfType<WriteLine>().Select(line => line.Text);

    public string Said => string.Join(' ', Lines);

    public IReadOnlyList<Bookmark> Waiting => State.Bookmarks;

    public string WaitingFor => string.Join(' ', State.Bookmarks.Select(bookmark => bookmark.ActivityId));

    public static Player Start(Workflow workflow, JsObject? input = null, Func<string, Workflow?>? definitions = null, int budget = 20_000, DateTimeOffset? now = null)
    {
        var player = new Player(workflow, definitions) { Budget = budget };
        player.Now = now ?? player.Now;
        return player.Begin(new StartRequest("i1", input ?? new JsObject()));
    }

    public Player Begin(StartRequest request)
    {
        var step = WorkflowEngine.Start(_workflow, request, Context());
        var again = WorkflowEngine.Start(_workflow, request, Context());
        return Take(step, again);
    }

    public Player Resume(Stimulus stimulus)
    {
        var before = State.Save();
        var step = WorkflowEngine.Resume(_workflow, State, stimulus, Context());
        State.Save().ShouldBe(before, "a step must not touch the state it starts from");
        var again = WorkflowEngine.Resume(_workflow, WorkflowState.Load(before, _workflow), stimulus, Context());
        return Take(step, again);
    }

    /// <summary>Decides the open task of an activity.</summary>
    public Player Decide(string activity, string outcome = "Done", object? result = null, string? actor = "u1")
    {
        Actor = actor;
        return Resume(new TaskCompleted(IdOf(activity), outcome, result));
    }

    public Player Fire(string activity)
    {
        var bookmark = State.Bookmarks.First(b => b.ActivityId == activity);
        return Resume(new TimerFired(bookmark.Kind == BookmarkKind.Task ? bookmark.Id + ":t" : bookmark.Id));
    }

    public Player FireAt(string activity, DateTimeOffset now)
    {
        Now = now;
        return Fire(activity);
    }

    public string IdOf(string activity) => State.Bookmarks.First(bookmark => bookmark.ActivityId == activity).Id;

    public IEnumerable<T> Asked<T>()
        where T : Request => Last.Requests.OfType<T>();

    /// <summary>The present moment as somebody else sees it.</summary>
    public StepContext Here(string actor) => Context() with { Actor = actor };

    private StepContext Context() => new(Now, Actor, WorkingCalendar.National, _definitions) { ActivityBudget = Budget, For = For, LeaderOf = unit => Leaders.GetValueOrDefault(unit) };

    private Player Take(Step step, Step again)
    {
        var saved = step.State.Save();
        again.State.Save().ShouldBe(saved, "the same step must give the same bytes");
        Show(again).ShouldBe(Show(step), "the same step must give the same requests");
        (again.Matched, again.Refusal).ShouldBe((step.Matched, step.Refusal));
        Last = step;
        State = WorkflowState.Load(saved, _workflow);
        Requests.AddRange(step.Requests);
        return this;
    }

    private static List<string> Show(Step step) => [.. step.Requests.Select(request => Printed.Of(request))];
}
