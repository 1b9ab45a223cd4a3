using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Engine.Values;
using Orchestrator.Host.Demo;
using Orchestrator.Host.Demo.Script;
using Orchestrator.Submission.Drafts;

namespace Orchestrator.Stores.Campaign;

/// <summary>
/// Before the first decision of each form, sends the same decision with every field spoilt in turn: a wrong type, a text
/// without end, a control character, a field that does not exist, an outcome that does not exist. All must be refused with the
/// place, and leave the database as it was.
/// </summary>
internal sealed class SpoiltForms(ApiDesk inner, Func<Task<string>> stored) : ICampaignDesk
{
    private readonly HashSet<string> _seen = [];

    public int Tried { get; private set; }

    public IReadOnlyCollection<string> Forms => _seen;

    /// <summary>What went wrong: an input that was taken, or an answer that does not name the place.</summary>
    public List<string> Faults { get; } = [];

    public Task<DateTimeOffset> Now() => inner.Now();

    public Task MoveClock(DateTimeOffset to) => inner.MoveClock(to);

    public Task<IReadOnlyList<DeskCase>> StartCampaign(DemoPerson by) => inner.StartCampaign(by);

    public Task<IReadOnlyList<DeskTask>> OpenTasks() => inner.OpenTasks();

    public Task<CaseBook> Book(DemoPerson reader, string caseId) => inner.Book(reader, caseId);

    public Task Write(DemoPerson writer, string caseId, DraftContent draft) => inner.Write(writer, caseId, draft);

    public async Task Decide(DemoPerson person, string commandId, DeskTask task, string outcome, JsObject data)
    {
        if (_seen.Add(task.Form))
        {
            await Spoil(person, task, outcome, JsonObject.Create(JsonText.ToElement(data))!);
        }

        await inner.Decide(person, commandId, task, outcome, data);
    }

    private async Task Spoil(DemoPerson person, DeskTask task, string outcome, JsonObject data)
    {
        var before = await stored();
        await Try(person, task, "NoSuchOutcome", data, "outcome");
        foreach (var (place, spoilt) in Variants(data))
        {
            await Try(person, task, outcome, spoilt, $"data{place}");
        }

        if (await stored() != before)
        {
            Faults.Add($"{task.Form}: a refused decision left something in the database");
        }
    }

    private async Task Try(DemoPerson person, DeskTask task, string outcome, JsonObject data, string place)
    {
        Tried++;
        var (status, answer) = await inner.Attempt(person, task, $"spoilt:{task.Id}:{Tried}", outcome, data);
        var named = status == 422 && answer.GetProperty("problems").EnumerateArray().Any(problem =>
            problem.GetProperty("path").GetString()!.StartsWith(place, StringComparison.Ordinal) && problem.GetProperty("message").GetString()!.Any(IsChinese));
        if (!named)
        {
            var sent = data.ToJsonString();
            Faults.Add($"{task.Form} {outcome} {place}: {status} {answer} for {sent[..Math.Min(sent.Length, 300)]}");
        }

        if (status == 200)
        {
            throw new InvalidOperationException("A malformed decision was taken:\n" + string.Join('\n', Faults));
        }
    }

    private static IEnumerable<(string Place, JsonObject Data)> Variants(JsonObject data)
    {
        var added = (JsonObject)data.DeepClone();
        added["noSuchField"] = "甲";
        yield return (".noSuchField", added);
        foreach (var (place, kind) in Places(data, "").ToList())
        {
            foreach (var wrong in Wrong(kind))
            {
                var copy = (JsonObject)data.DeepClone();
                Put(copy, place, wrong);
                yield return (place, copy);
            }
        }
    }

    private static IEnumerable<JsonNode> Wrong(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => [JsonValue.Create(42), JsonValue.Create(new string('长', 200_000)), JsonValue.Create("甲\u0000乙"), new JsonArray()],
        JsonValueKind.Number => [JsonValue.Create("十二"), JsonValue.Create(-1), JsonValue.Create(1e300)],
        _ => [JsonValue.Create("甲"), JsonValue.Create(7)],
    };

    // The first element of an array stands for all of them.
    private static IEnumerable<(string Place, JsonValueKind Kind)> Places(JsonNode node, string place)
    {
        if (place.Length > 0)
        {
            yield return (place, node.GetValueKind());
        }

        var children = node switch
        {
            JsonObject map => map.Where(member => member.Value is not null).Select(member => (Node: member.Value!, Place: $"{place}.{member.Key}")),
            JsonArray { Count: > 0 } list => [(list[0]!, $"{place}[0]")],
            _ => [],
        };
        foreach (var inside in children.SelectMany(child => Places(child.Node, child.Place)))
        {
            yield return inside;
        }
    }

    private static void Put(JsonNode root, string place, JsonNode value)
    {
        var steps = place.Replace("[0]", ".[0]", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        var at = root;
        foreach (var step in steps[..^1])
        {
            at = step == "[0]" ? at[0]! : at[step]!;
        }

        if (steps[^1] == "[0]")
        {
            at[0] = value;
        }
        else
        {
            at[steps[^1]] = value;
        }
    }

    private static bool IsChinese(char letter) => letter is >= '\u4e00' and <= '\u9fff';
}
