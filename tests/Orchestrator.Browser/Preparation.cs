using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Orchestrator.Browser;

/// <summary>
/// A campaign of eight units and eight documents, started for tests: every test takes a case of its own and has it brought
/// over the API to where its browser begins. One round, two reviewing units, no template: the way to the meeting is short.
/// </summary>
public sealed class Preparation(Uri address) : IDisposable
{
    private static readonly string[] Headings = ["一、总体要求", "二、主要任务", "三、工作措施", "四、实施步骤", "五、保障措施"];

    private readonly Dictionary<string, ApiSession> _sessions = [];
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Queue<(string Unit, string Document)> _free =
        new(Enumerable.Range(1, 8).SelectMany(document => Enumerable.Range(1, 8).Select(unit => ($"D{unit}", $"{document}"))));

    private string? _campaign;

    /// <summary>A case that no other test has, with the first draft still to be written.</summary>
    public async Task<PreparedCase> Take()
    {
        await _gate.WaitAsync();
        try
        {
            _campaign ??= await Launch();
            var (unit, document) = _free.Dequeue();
            return new PreparedCase(this, _campaign, unit, document);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<JsonNode> Get(string user, string path) => (await (await As(user)).Send(HttpMethod.Get, path, null)).Expect();

    public async Task<JsonNode> Post(string user, string path, object body) => (await (await As(user)).Send(HttpMethod.Post, path, body)).Expect();

    public async Task<ApiAnswer> Try(string user, string path, object body) => await (await As(user)).Send(HttpMethod.Post, path, body);

    public async Task Write(string user, string caseId)
    {
        var draft = await Get(user, $"cases/{caseId}/draft");
        var sections = Headings.Select((heading, i) => new
        {
            heading,
            text = i == 1 ? "（一）人员转隶。转隶人员应在五个工作日内完成交接。\n（二）经费保障。所需经费由市级财政统筹安排。" : $"{heading[2..]}：本稿为演示内容。",
        });
        (await (await As(user)).Send(HttpMethod.Put, $"cases/{caseId}/draft", new
        {
            revision = (int)draft["revision"]!,
            title = "工作方案",
            explanation = "依据省文件起草。",
            sections,
        })).Expect();
    }

    public void Dispose()
    {
        _gate.Dispose();
        foreach (var session in _sessions.Values)
        {
            session.Dispose();
        }
    }

    private async Task<ApiSession> As(string user)
    {
        lock (_sessions)
        {
            if (_sessions.TryGetValue(user, out var known))
            {
                return known;
            }
        }

        var session = new ApiSession(address);
        await session.SignIn(user);
        lock (_sessions)
        {
            return _sessions[user] = session;
        }
    }

    private async Task<string> Launch()
    {
        var today = DateOnly.FromDateTime(DateTimeOffset.Parse((string)(await Get("zb", "session"))["now"]!, CultureInfo.InvariantCulture).DateTime);
        var template = (await Get("zb", "campaign-templates")).AsArray().First(found => (string?)found!["id"] == "street-reform-2020")!;
        object[] reviewers = [.. new[] { "CZ", "RS" }.Select(unit => new { unitId = unit, mandatory = true, policy = "BlockAndEscalate" })];
        var plan = new
        {
            commandId = Guid.NewGuid(),
            templateId = "street-reform-2020",
            name = "办理动作检验专项",
            start = today.ToString("O", CultureInfo.InvariantCulture),
            units = template["units"]!.DeepClone(),
            rounds = 1,
            maxRounds = 3,
            deadlines = Shifted(template["deadlines"]!, today),
            warningReason = "检验用专项，日期随演示时钟平移。",
            documents = template["documents"]!.AsArray().Select(document => new
            {
                code = (string)document!["code"]!,
                title = (string)document["title"]!,
                @class = (string)document["class"]!,
                leads = document["leads"]!.DeepClone(),
                reviewers,
                template = false,
                batch = 1,
            }).ToArray(),
        };
        var campaign = (string)(await Post("zb", "campaigns", plan))["id"]!;
        await Post("zb", $"campaigns/{campaign}/start", new { commandId = Guid.NewGuid() });
        while ((int?)(await Get("zb", $"campaigns/{campaign}"))["campaign"]!["started"] < 64)
        {
            // The host starts cases in the background; the campaign itself is what tells how far it has come.
            await Task.Delay(50);
        }

        return campaign;
    }

    // Fixed dates keep their distance from today; the first is two weeks after the start.
    private static JsonNode Shifted(JsonNode deadlines, DateOnly today)
    {
        var by = today.DayNumber - new DateOnly(2020, 7, 27).DayNumber;
        var shifted = deadlines.DeepClone();
        var left = new Stack<JsonNode?>([shifted]);
        while (left.TryPop(out var node))
        {
            if (node is not JsonObject map)
            {
                continue;
            }

            if ((string?)(map["date"] as JsonValue) is { } date)
            {
                map["date"] = DateOnly.ParseExact(date, "O", CultureInfo.InvariantCulture).AddDays(by).ToString("O", CultureInfo.InvariantCulture);
            }

            foreach (var (_, inner) in map)
            {
                left.Push(inner);
            }
        }

        return shifted;
    }
}

/// <summary>One case of the prepared campaign and what its people do to it beside the browser.</summary>
public sealed record PreparedCase(Preparation City, string Campaign, string Unit, string Document)
{
    public string Id => $"c-{Campaign}-{Unit}-{Document}";

    public string Clerk => $"{Unit.ToLowerInvariant()}.jb";

    public string Head => $"{Unit.ToLowerInvariant()}.fz";

    public Task<JsonNode> Detail(string user = "zb") => City.Get(user, $"cases/{Id}");

    public async Task<string> Stage() => (string)(await Detail())["stage"]!;

    /// <summary>The open task of a step that this person may decide.</summary>
    public async Task<(string Id, int Revision)> Task(string user, string step)
    {
        var detail = await Detail(user);
        var mine = detail["myTaskIds"]!.AsArray().Select(id => (string)id!).ToHashSet();
        var task = detail["tasks"]!.AsArray().FirstOrDefault(task => (string)task!["step"]! == step && mine.Contains((string)task["id"]!))
            ?? throw new InvalidOperationException($"{user} has no {step} on {Id}, which is in {detail["stage"]}.");
        return ((string)task["id"]!, (int)task["revision"]!);
    }

    public async Task Decide(string user, string step, string outcome, object? data = null)
    {
        var task = await Task(user, step);
        await City.Post(user, $"tasks/{task.Id}/complete", new { commandId = Guid.NewGuid(), revision = task.Revision, outcome, data = data ?? new { } });
    }

    /// <summary>What 办理过程 says was done at a step, oldest first.</summary>
    public async Task<IReadOnlyList<string>> Done(string step) =>
        [.. (await City.Get("zb", $"cases/{Id}/timeline")).AsArray().Where(entry => (string?)entry!["step"] == step && (string?)entry["kind"] == "Decision").Select(entry => (string)entry!["outcome"]!)];

    public async Task<PreparedCase> Written()
    {
        await City.Write(Clerk, Id);
        return this;
    }

    public async Task<PreparedCase> Submitted()
    {
        await (await Written()).Decide(Clerk, "Draft", "Submit");
        return this;
    }

    public async Task<PreparedCase> InReview()
    {
        await (await Submitted()).Decide(Head, "InternalApproval", "Approve");
        await Decide("bb.jb", "Intake", "Accept");
        return this;
    }

    public async Task<PreparedCase> InConsolidation(params (string Unit, object Opinion)[] opinions)
    {
        await InReview();
        foreach (var unit in new[] { "CZ", "RS" })
        {
            object[] said = [.. opinions.Where(opinion => opinion.Unit == unit).Select(opinion => opinion.Opinion)];
            var (writer, head) = ($"{unit.ToLowerInvariant()}.jb", $"{unit.ToLowerInvariant()}.fz");
            await Decide(writer, "Review", "Submit", said.Length == 0 ? new { result = "NoObjection" } : new { result = "WithOpinions", opinions = said });
            await Decide(head, "ReviewSign", "Sign");
        }

        return this;
    }

    public async Task<PreparedCase> OnAgenda()
    {
        await (await InConsolidation()).Decide("bb.jb", "Consolidate", "Pass", new { items = Array.Empty<object>() });
        await Decide("bb.zr", "Propose", "Propose");
        await Decide("wb.ms", "Agenda", "List", new { meeting = "市委常委会会议", meetingDate = "2020-09-18" });
        return this;
    }

    public static object Opinion(string location, string proposed, string severity = "Suggest", string category = "Substantive", string? original = null) =>
        new { category, location, original, proposed, reason = "与上级规定不一致。", severity };
}

/// <summary>Somebody signed in without a browser.</summary>
public sealed class ApiSession(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address, "/api/v1/"), Timeout = TimeSpan.FromSeconds(60) };
    private static readonly JsonSerializerOptions Sparse = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private string _token = "";

    public void Dispose() => _http.Dispose();

    public async Task SignIn(string user)
    {
        _token = (string)(await Send(HttpMethod.Get, "session", null)).Expect()["csrf"]!;
        _token = (string)(await Send(HttpMethod.Post, "session", new { userName = user, password = DemoCity.Password })).Expect()["csrf"]!;
    }

    public async Task<ApiAnswer> Send(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: Sparse) };
        if (method != HttpMethod.Get)
        {
            request.Headers.Add("X-CSRF-TOKEN", _token);
        }

        using var response = await _http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), $"{method} {path}");
    }
}

public sealed record ApiAnswer(int Status, string Text, string Asked)
{
    public JsonNode Expect() => Status is >= 200 and < 300 ? JsonNode.Parse(Text.Length == 0 ? "{}" : Text)! : throw new InvalidOperationException($"{Asked}: {Status} {Text}");

    public string? Code => (string?)JsonNode.Parse(Text)?["code"];
}
