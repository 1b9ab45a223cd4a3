using System.Text.Json.Nodes;
using Orchestrator.Engine.Definitions;
using Orchestrator.Specs.Engine;

namespace Orchestrator.Specs.People;

/// <summary>A random flow: steps and reviews in series and side by side, two levels of branches at most.</summary>
internal sealed class PeopleFlow
{
    private readonly Random _random;
    private readonly List<JsonObject> _activities = [];
    private readonly List<string> _connections = [];
    private int _made;

    public PeopleFlow(Random random)
    {
        _random = random;
        Root = new Series { Parts = [Step(false), .. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Any(2)), Step(false)] };
        foreach (var part in ((Series)Root).Parts)
        {
            part.Parent = Root;
        }

        Connect(Root);
        Workflow = Elsa.Document(Elsa.Flowchart(string.Join("; ", _connections), [.. _activities])).Read();
    }

    public Part Root { get; }

    public Workflow Workflow { get; }

    public string Told => Tell(Root);

    private static string Tell(Part part) => part switch
    {
        Series series => $"({string.Join(" → ", series.Parts.Select(Tell))})",
        Branches branches => $"[{string.Join(" | ", branches.Parts.Select(Tell))}]",
        StepModel { IsTable: true } step => $"{step.Key}:{step.Mode}({string.Join(',', step.Participants)})",
        StepModel step => step.Key,
        _ => "",
    };

    private Part Any(int deep) => deep > 0 && _random.Next(2) == 0 ? Fork(deep) : Step(_random.Next(3) > 0);

    private Branches Fork(int deep)
    {
        var fork = new Branches { Parts = [.. Enumerable.Range(0, 2 + _random.Next(2)).Select(_ => Line(deep - 1))] };
        fork.Parts.ForEach(part => part.Parent = fork);
        return fork;
    }

    private Series Line(int deep)
    {
        var line = new Series { Parts = [.. Enumerable.Range(0, 1 + _random.Next(2)).Select(_ => Any(deep))] };
        line.Parts.ForEach(part => part.Parent = line);
        return line;
    }

    private StepModel Step(bool table)
    {
        var key = $"s{_made++}";
        var mode = new[] { "All", "Any", "Vote", "Sequence" }[_random.Next(4)];
        var people = table ? Enumerable.Range(0, 2 + _random.Next(4)).Select(n => $"p{n}").ToArray() : [];
        _activities.Add(Elsa.Task(
            key, "Approve Reject", ("allow", Elsa.Literal(Elsa.List("addSigners", "transfer", "delegate", "return", "returnStraight", "takeBack", "withdraw"))),
            table ? ("participants", Elsa.Literal(Elsa.List(people))) : ("persons", Elsa.Literal(Elsa.List("owner"))),
            ("review", table ? Elsa.Literal(new JsonObject { ["mode"] = mode }) : null)));
        return new(key, mode, people);
    }

    // Gives the names where a part begins and where it is left.
    private (string In, string[] Out) Connect(Part part)
    {
        switch (part)
        {
            case StepModel step:
                return (step.Key, [$"{step.Key}:Approve", $"{step.Key}:Reject"]);
            case Series series:
                var ends = series.Parts.ConvertAll(Connect);
                for (var at = 0; at + 1 < ends.Count; at++)
                {
                    _connections.AddRange(ends[at].Out.Select(exit => $"{exit} -> {ends[at + 1].In}"));
                }

                return (ends[0].In, ends[^1].Out);
            default:
                var (split, join) = ($"split{_made}", $"join{_made++}");
                _activities.Add(Elsa.Line(split, split));
                _activities.Add(Elsa.Join(join, "WaitAllActive"));
                foreach (var (begin, exits) in ((Branches)part).Parts.Select(Connect))
                {
                    _connections.Add($"{split} -> {begin}");
                    _connections.AddRange(exits.Select(exit => $"{exit} -> {join}"));
                }

                return (split, [join]);
        }
    }
}
