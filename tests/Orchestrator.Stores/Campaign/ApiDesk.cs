using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Engine.Values;
using Orchestrator.Host.Demo;
using Orchestrator.Host.Demo.Script;
using Orchestrator.Submission.Drafts;

namespace Orchestrator.Stores.Campaign;

/// <summary>
/// Plays the campaign through the API, every person in a session of their own. What gets no answer is sent again with the
/// same command id once the host is up: that is what the command ids are for.
/// </summary>
/// <param name="documents">The documents of the campaign; all eight when empty.</param>
internal sealed class ApiDesk(HostUnderTest host, params string[] documents) : ICampaignDesk, IDisposable
{
    private readonly ConcurrentDictionary<string, Session> _sessions = [];
    private readonly Dictionary<string, JsonElement> _details = [];
    private string _campaign = "";

    /// <summary>Called before every write with the number of writes so far.</summary>
    public Action<int>? BeforeWrite { get; set; }

    /// <summary>The command ids that the host has acknowledged, with what was asked.</summary>
    public Dictionary<string, string> Acknowledged { get; } = [];

    public int Writes { get; private set; }

    public string Campaign => _campaign;

    public async Task<DateTimeOffset> Now() => (await Get(DemoCity.Person("ZB", "ZB"), "session")).GetProperty("now").GetDateTimeOffset();

    public Task MoveClock(DateTimeOffset to) => Post(DemoCity.Person("ZB", "ZB"), "demo/clock", new { advanceTo = to }, acknowledge: null);

    public async Task<IReadOnlyList<DeskCase>> StartCampaign(DemoPerson by)
    {
        var template = (await Get(by, "campaign-templates")).EnumerateArray().First(found => found.GetProperty("id").GetString() == "street-reform-2020");
        var plan = new
        {
            commandId = "script:plan",
            templateId = "street-reform-2020",
            name = template.GetProperty("name").GetString(),
            start = template.GetProperty("start").GetString(),
            units = template.GetProperty("units"),
            rounds = 2,
            maxRounds = 5,
            deadlines = template.GetProperty("deadlines"),
            documents = template.GetProperty("documents").EnumerateArray().Where(document => documents.Length == 0 || documents.Contains(document.GetProperty("code").GetString())).ToArray(),
        };
        _campaign = (await Post(by, "campaigns", plan, "script:plan")).GetProperty("id").GetString()!;
        await Post(by, $"campaigns/{_campaign}/start", new { commandId = "script:start" }, "script:start");
        while (true)
        {
            var board = await Get(by, $"campaigns/{_campaign}/board");
            if (board.GetProperty("campaign").GetProperty("status").GetString() is "Running" or "Finished")
            {
                return
                [
                    .. board.GetProperty("cells").EnumerateArray().Select(cell => new DeskCase(
                        cell.GetProperty("caseId").GetString()!, cell.GetProperty("unitId").GetString()!, cell.GetProperty("documentCode").GetString()!)),
                ];
            }

            // The host starts cases in the background; it has no event to wait for over HTTP but the board itself.
            await Task.Delay(20);
        }
    }

    public async Task<JsonElement> Board() => await Get(DemoCity.Person("ZB", "ZB"), $"campaigns/{_campaign}/board");

    public async Task<IReadOnlyList<DeskTask>> OpenTasks()
    {
        var lists = new ConcurrentDictionary<DemoPerson, IReadOnlyList<JsonElement>>();
        await Parallel.ForEachAsync(
            DemoCity.People.Where(person => person.UserName is not ("sa" or "se" or "au" or "wb.dc" or "cw.2")), new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (person, _) => lists[person] = await Todo(person));
        var found = new Dictionary<string, DeskTask>();
        foreach (var (person, items) in lists)
        {
            foreach (var item in items)
            {
                var task = await Read(person, item);
                found[task.Id] = task;
            }
        }

        return [.. found.Values];
    }

    /// <summary>Any other question to the API, asked by <paramref name="person"/>.</summary>
    public Task<JsonElement> Ask(DemoPerson person, string path) => Get(person, path);

    public async Task<CaseBook> Book(DemoPerson reader, string caseId)
    {
        var book = await Get(reader, $"cases/{caseId}/opinions");
        return new CaseBook(
            [.. book.GetProperty("opinions").EnumerateArray().Select(opinion => new DeskOpinion(
                Text(opinion, "id")!, opinion.GetProperty("round").GetInt32(), Text(opinion, "unitId")!, Text(opinion, "location")!, Text(opinion, "original"),
                Text(opinion, "proposed"), Text(opinion, "reason"), Text(opinion, "itemId"), Text(opinion, "disposition")))],
            Texts(book.GetProperty("toConfirm")), Texts(book.GetProperty("toAnswer")),
            [.. book.GetProperty("disputes").EnumerateArray().Where(dispute => Text(dispute, "closedAt") is null).SelectMany(dispute => Texts(dispute.GetProperty("itemIds")))]);
    }

    public async Task Write(DemoPerson writer, string caseId, DraftContent draft)
    {
        var present = await Get(writer, $"cases/{caseId}/draft");
        var same = present.GetProperty("title").GetString() == draft.Title && present.GetProperty("explanation").GetString() == draft.Explanation
            && present.GetProperty("sections").EnumerateArray().Select(section => new Section(Text(section, "heading")!, Text(section, "text")!)).SequenceEqual(draft.Sections);
        if (same)
        {
            return;
        }

        var revision = present.GetProperty("revision").GetInt64();
        // No command: saving again what is already there is answered as the first time.
        await Send(writer, HttpMethod.Put, $"cases/{caseId}/draft", new
        {
            revision,
            title = draft.Title,
            explanation = draft.Explanation,
            sections = draft.Sections.Select(section => new { heading = section.Heading, text = section.Text }),
        }, acknowledge: null);
    }

    public Task Decide(DemoPerson person, string commandId, DeskTask task, string outcome, JsObject data) =>
        Post(person, $"tasks/{task.Id}/complete", new { commandId, revision = task.Revision, outcome, data = JsonText.ToElement(data) }, commandId);

    /// <summary>A decision that may be refused: the answer as it is.</summary>
    public async Task<(int Status, JsonElement Answer)> Attempt(DemoPerson person, DeskTask task, string commandId, string outcome, JsonNode data)
    {
        var session = await SignedIn(person);
        var (status, text) = await session.Send(HttpMethod.Post, $"tasks/{task.Id}/complete", new { commandId, revision = task.Revision, outcome, data });
        using var document = JsonDocument.Parse(text);
        return ((int)status, document.RootElement.Clone());
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values)
        {
            session.Dispose();
        }
    }

    private async Task<IReadOnlyList<JsonElement>> Todo(DemoPerson person)
    {
        var found = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var list = await Get(person, $"tasks?view=todo&size=200&page={page}&campaignId={_campaign}");
            found.AddRange(list.GetProperty("items").EnumerateArray());
            if (page * 200 >= list.GetProperty("total").GetInt32())
            {
                return found;
            }
        }
    }

    private async Task<DeskTask> Read(DemoPerson person, JsonElement item)
    {
        var id = Text(item, "id")!;
        if (!_details.TryGetValue(id, out var detail))
        {
            _details[id] = detail = await Get(person, $"tasks/{id}");
        }

        return new DeskTask(
            id, Text(item, "step")!, Text(detail, "form")!, Text(item, "caseId")!, item.GetProperty("round").GetInt32(), Text(item, "unitId"), Text(item, "role"),
            item.GetProperty("revision").GetInt64(), item.GetProperty("openedAt").GetDateTimeOffset(),
            Text(item, "dueAt") is null ? null : item.GetProperty("dueAt").GetDateTimeOffset(), Text(item, "dueState") == "held",
            detail.GetProperty("payload") is { ValueKind: JsonValueKind.Object } payload ? JsonText.FromElement(payload) as JsObject : null);
    }

    private Task<JsonElement> Get(DemoPerson person, string path) => Send(person, HttpMethod.Get, path, null, null);

    private Task<JsonElement> Post(DemoPerson person, string path, object body, string? acknowledge) => Send(person, HttpMethod.Post, path, body, acknowledge);

    private async Task<JsonElement> Send(DemoPerson person, HttpMethod method, string path, object? body, string? acknowledge)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var session = await SignedIn(person);
                if (method != HttpMethod.Get)
                {
                    BeforeWrite?.Invoke(Writes);
                    Writes++;
                }

                var (status, text) = await session.Send(method, path, body);
                if (status is HttpStatusCode.OK)
                {
                    if (acknowledge is not null)
                    {
                        Acknowledged[acknowledge] = path;
                    }

                    using var document = JsonDocument.Parse(text.Length == 0 ? "null" : text);
                    return document.RootElement.Clone();
                }

                if (status is not (HttpStatusCode.Unauthorized or HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests) || attempt > 50)
                {
                    throw new InvalidOperationException($"{person.Name} {method} {path}: {(int)status} {text}");
                }

                Forget(person);
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or System.Net.Sockets.SocketException or TaskCanceledException && attempt <= 50)
            {
                await host.BeUp();
            }
        }
    }

    private async Task<Session> SignedIn(DemoPerson person)
    {
        if (!_sessions.TryGetValue(person.UserName, out var session))
        {
            await host.BeUp();
            session = new Session(host.Address);
            await session.SignIn(person);
            _sessions[person.UserName] = session;
        }

        return session;
    }

    private void Forget(DemoPerson person)
    {
        if (_sessions.TryRemove(person.UserName, out var session))
        {
            session.Dispose();
        }
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static IReadOnlyList<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    private sealed class Session(Uri address) : IDisposable
    {
        private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(address, "/api/v1/"),
            Timeout = TimeSpan.FromSeconds(60),
        };

        private string _token = "";

        public async Task SignIn(DemoPerson person)
        {
            _token = await Token(await _http.GetAsync(new Uri("session", UriKind.Relative)));
            using var request = Request(HttpMethod.Post, "session", new { userName = person.UserName, password = DemoCity.Password });
            _token = await Token(await _http.SendAsync(request));
        }

        public async Task<(HttpStatusCode Status, string Text)> Send(HttpMethod method, string path, object? body)
        {
            using var request = Request(method, path, body);
            using var response = await _http.SendAsync(request);
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }

        public void Dispose() => _http.Dispose();

        private HttpRequestMessage Request(HttpMethod method, string path, object? body)
        {
            var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
            if (method != HttpMethod.Get)
            {
                request.Headers.Add("X-CSRF-TOKEN", _token);
            }

            return request;
        }

        private static async Task<string> Token(HttpResponseMessage response)
        {
            using (response)
            {
                var text = await response.Content.ReadAsStringAsync();
                if (!response.IsSuccessStatusCode)
                {
                    throw new HttpRequestException($"{(int)response.StatusCode} {text}");
                }

                using var document = JsonDocument.Parse(text);
                return document.RootElement.GetProperty("csrf").GetString()!;
            }
        }
    }
}
