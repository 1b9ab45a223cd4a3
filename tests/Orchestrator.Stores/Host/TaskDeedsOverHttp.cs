using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;
using Orchestrator.Stores.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>What people do with their tasks beside deciding them, through the API. What the deeds do to each database is proven
/// by the runtime's own tests.</summary>
public sealed class TaskDeedsOverHttp : IAsyncLifetime
{
    private readonly Dictionary<string, Visitor> _people = [];
    private RunningHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        foreach (var (name, unit) in ((string, string)[])[("drafter", "D1"), ("first", "D1"), ("second", "D1"), ("third", "D2"), ("stranger", "D2")])
        {
            _people[name] = await _host.SignedIn(await _host.CreatePerson(name, ["BM-JB"], unit));
        }

        (await _host.Services.GetRequiredService<DefinitionStore>().Import(Flow())).Problems.Where(problem => problem.Severity == Orchestrator.Engine.Definitions.ProblemSeverity.Error).ShouldBeEmpty();
        (await _host.Services.GetRequiredService<CommandRunner>().Run(
            new(Guid.NewGuid().ToString("N"), "Tests.Start", Actor.System),
            work => work.Workflows.Start(new("test.review", "case-1", "一号事项", "campaign-1", new JsObject())))).Required();
        await Decide("drafter", "Submit");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people.Values)
        {
            person.Dispose();
        }

        await _host.DisposeAsync();
    }

    [Fact]
    public async Task The_desk_shows_who_decides_and_what_can_be_done()
    {
        var task = await Mine("first");
        var desk = (await As("first").Get($"tasks/{task.Id}/desk")).ShouldAnswer(200).Json;

        Texts(desk, "operations").ShouldBe(["addSigners", "transfer", "delegate", "return", "returnStraight"], ignoreOrder: true);
        desk.GetProperty("returns").EnumerateArray().Select(one => one.GetProperty("activityId").GetString()).ShouldBe(["draft"]);
        desk.GetProperty("mode").GetString().ShouldBe("All");
        desk.GetProperty("seats").EnumerateArray().Select(seat => seat.GetProperty("name").GetString()).ShouldBe(["first", "second"], "names of persons, not their ids");
        desk.GetProperty("seats").EnumerateArray().Count(seat => seat.GetProperty("isMine").GetBoolean()).ShouldBe(1);

        (await As("stranger").Get($"tasks/{task.Id}/desk")).ShouldAnswer(404, "task.unknown");
        Texts((await As("second").Get($"tasks/{task.Id}/desk")).ShouldAnswer(200).Json, "operations").ShouldBeEmpty("it is not his task");
    }

    [Fact]
    public async Task A_return_does_what_its_preview_said()
    {
        var task = await Mine("first");
        var plan = (await As("first").Get($"tasks/{task.Id}/return-preview?to=draft&straight=true")).ShouldAnswer(200).Json;
        plan.GetProperty("deferredTasks").GetArrayLength().ShouldBe(2);
        plan.GetProperty("cancelledTasks").GetArrayLength().ShouldBe(0);
        plan.GetProperty("tasks")[0].GetProperty("step").GetString().ShouldBe("draft");
        (await Mine("first")).Id.ShouldBe(task.Id, "a preview changes nothing");

        (await Post("first", task, "return", new() { ["toActivityId"] = "draft", ["straight"] = true, ["siblingsGoOn"] = false, ["reason"] = "第三条缺少依据" })).ShouldAnswer(200);
        (await Open("first")).ShouldBeEmpty();
        (await Open("second")).ShouldBeEmpty();
        await Decide("drafter", "Submit");
        (await Open("first")).Count.ShouldBe(1);

        task = await Mine("first");
        plan = (await As("first").Get($"tasks/{task.Id}/return-preview?to=draft")).ShouldAnswer(200).Json;
        plan.GetProperty("cancelledTasks").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_with_its_place()
    {
        (string Deed, string Body, int Status, string Code, string? Place)[] wrong =
        [
            ("return", """{"toActivityId":"end","straight":true,"siblingsGoOn":false,"reason":"x"}""", 409, "return.not-passed", null),
            ("return", """{"toActivityId":"draft","straight":true,"siblingsGoOn":false,"reason":" "}""", 422, "deed.reason", "reason"),
            ("signers", """{"kind":"Before","signers":[],"reason":"请把关"}""", 422, "people.count", "signers"),
            ("signers", """{"kind":"Between","signers":[{"personId":"third"}],"reason":"请把关"}""", 422, "signers.kind", "kind"),
            ("signers", """{"kind":"Before","signers":[{"personId":"third"},{"personId":"nobody"}],"reason":"请把关"}""", 422, "people.unknown", "signers[1]"),
            ("transfer", """{"to":{"unitId":"NOWHERE"},"reason":"出差"}""", 422, "people.unknown", "to"),
            ("transfer", """{"to":{"personId":"first"},"reason":"出差"}""", 422, "people.self", "to"),
            ("claim", "{}", 409, "task.not-offered", null),
            ("unclaim", "{}", 409, "task.not-claimed", null),
            ("call-back", """{"withdraw":false,"reason":"改"}""", 403, "callback.not-yours", null),
        ];
        var task = await Mine("first");
        foreach (var (deed, body, status, code, place) in wrong)
        {
            var refused = (await Post("first", task, deed, (JsonObject)JsonNode.Parse(body)!)).ShouldAnswer(status, code);

            refused.Json.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace(deed);
            (place is null || refused.Json.GetProperty("problems")[0].GetProperty("path").GetString() == place).ShouldBeTrue($"{deed} {body}");
            (await Mine("first")).ShouldBe(task, "nothing has changed");
        }
    }

    [Fact]
    public async Task Only_the_holder_acts_and_only_on_what_he_has_seen()
    {
        var task = await Mine("first");
        JsonObject Reason() => new() { ["to"] = new JsonObject { ["personId"] = "third" }, ["reason"] = "出差" };

        (await Post("second", task, "transfer", Reason())).ShouldAnswer(403, "task.not-yours");
        (await Post("first", task with { Revision = task.Revision + 1 }, "transfer", Reason())).ShouldAnswer(409, "task.stale");
        (await Post("first", task, "transfer", Reason())).ShouldAnswer(200);
        (await Post("first", task, "transfer", Reason())).ShouldAnswer(403, "task.not-yours");
        (await Mine("third")).Id.ShouldBe(task.Id);
    }

    [Fact]
    public async Task A_units_task_stays_in_the_unit_whoever_has_it()
    {
        (await _host.Services.GetRequiredService<DefinitionStore>().Import(Flows.Document("test.unit", Flows.Activity(
            "Orchestrator.HumanTask", "unit", ("step", Flows.Literal("unit")), ("outcomes", new JsonArray("Done")), ("unit", Flows.Literal("D1")), ("role", Flows.Literal("BM-JB")),
            ("allow", Flows.Literal(new JsonArray("transfer", "delegate"))))))).Problems.ShouldBeEmpty();
        (await _host.Services.GetRequiredService<CommandRunner>().Run(
            new(Id(), "Tests.Start", Actor.System), work => work.Workflows.Start(new("test.unit", "case-2", "二号事项", "campaign-1", new JsObject())))).Required();
        async Task<Known> OfUnit(string person) => (await Open(person)).Where(task => task.GetProperty("step").GetString() == "unit").ShouldHaveSingleItem() is var found
            ? new(found.GetProperty("id").GetString()!, found.GetProperty("revision").GetInt64()) : default!;

        var task = await OfUnit("first");
        (await Post("first", task, "claim", [])).ShouldAnswer(200);
        task = await OfUnit("first");
        var elsewhere = (await Post("first", task, "transfer", new() { ["to"] = Somebody("third"), ["reason"] = "出差" })).ShouldAnswer(422, "people.other-unit").Json;
        elsewhere.GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe("to");
        elsewhere.GetProperty("detail").GetString()!.ShouldContain("D1");
        (await Post("first", task, "transfer", new() { ["to"] = new JsonObject { ["unitId"] = "D1", ["role"] = "BM-FZ" }, ["reason"] = "出差" })).ShouldAnswer(422);

        (await Post("first", task, "transfer", new() { ["to"] = Somebody("second"), ["reason"] = "出差" })).ShouldAnswer(200);
        task = await OfUnit("second");
        (await As("second").Get($"tasks/{task.Id}")).Json.GetProperty("unitId").GetString().ShouldBe("D1");
        (await Post("second", task, "delegate", new() { ["to"] = Somebody("third"), ["reason"] = "请先研究" })).ShouldAnswer(200);
        (await As("third").Get($"tasks/{task.Id}")).ShouldAnswer(200).Json.GetProperty("form").GetString().ShouldBe("people/answer", "whoever is asked can be anybody");
    }

    [Fact]
    public async Task A_step_says_what_of_its_form_is_required_and_the_server_holds_to_it()
    {
        (await _host.Services.GetRequiredService<DefinitionStore>().Import(Flows.Document("test.fields", Flows.Activity(
            "Orchestrator.HumanTask", "fields", ("step", Flows.Literal("fields")), ("form", Flows.Literal("people/sign")), ("outcomes", new JsonArray("Agree", "Refuse")),
            ("persons", Flows.Literal(new JsonArray("third"))), ("allow", Flows.Literal(new JsonArray("delegate"))),
            ("fields", Flows.Literal(new JsonObject { ["required"] = new JsonArray("comment") })))))).Problems.ShouldBeEmpty();
        (await _host.Services.GetRequiredService<CommandRunner>().Run(
            new(Id(), "Tests.Start", Actor.System), work => work.Workflows.Start(new("test.fields", "case-3", "三号事项", "campaign-1", new JsObject())))).Required();

        var task = await Mine("third");
        Texts((await As("third").Get($"tasks/{task.Id}")).Json.GetProperty("schema"), "required").ShouldBe(["comment"]);
        await Refused(new JsonObject());
        await Refused(new JsonObject { ["comment"] = "  " });

        // Whoever is only asked answers on a form of his own; then it is the step's again.
        (await Post("third", task, "delegate", new() { ["to"] = Somebody("stranger"), ["reason"] = "请先研究" })).ShouldAnswer(200);
        var asked = await Mine("stranger");
        (await As("stranger").Get($"tasks/{asked.Id}")).Json.GetProperty("form").GetString().ShouldBe("people/answer");
        (await As("stranger").Post($"tasks/{asked.Id}/complete", new { commandId = Id(), revision = asked.Revision, outcome = "Agree", data = new { comment = "可以" } })).ShouldAnswer(200);
        task = await Mine("third");
        await Refused(new JsonObject());
        (await As("third").Post($"tasks/{task.Id}/complete", new { commandId = Id(), revision = task.Revision, outcome = "Agree", data = new { comment = "同意" } })).ShouldAnswer(200);

        async Task Refused(JsonObject data)
        {
            var refused = (await As("third").Post($"tasks/{task.Id}/complete", new { commandId = Id(), revision = task.Revision, outcome = "Agree", data })).ShouldAnswer(422, "form.invalid").Json;
            refused.GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe("data.comment");
        }
    }

    [Fact]
    public async Task Signers_sign_with_a_form_of_their_own_and_are_taken_off_by_whoever_added_them()
    {
        var task = await Mine("first");
        (await Post("first", task, "signers", new() { ["kind"] = "Parallel", ["signers"] = new JsonArray(Somebody("third"), Somebody("stranger")), ["reason"] = "请一并签署" })).ShouldAnswer(200);
        var signer = await Mine("third");
        (await As("third").Get($"tasks/{signer.Id}")).Json.GetProperty("form").GetString().ShouldBe("people/sign");
        (await As("third").Get($"tasks/{signer.Id}")).Json.GetProperty("schema").ValueKind.ShouldBe(JsonValueKind.Object);

        var mine = await Mine("first");
        var seats = (await As("first").Get($"tasks/{mine.Id}/desk")).Json.GetProperty("seats").EnumerateArray().ToList();
        seats.Where(seat => seat.GetProperty("removable").GetBoolean()).Select(seat => seat.GetProperty("name").GetString()).ShouldBe(["third", "stranger"]);
        seats.Single(seat => seat.GetProperty("name").GetString() == "third").GetProperty("addedBy").GetString().ShouldBe("first");
        (await As("second").Post($"tasks/{signer.Id}/remove-signer", new { commandId = Id(), reason = "不必" })).ShouldAnswer(409, "signers.not-yours");
        (await As("first").Post($"tasks/{signer.Id}/remove-signer", new { commandId = Id(), reason = "不必" })).ShouldAnswer(200);
        (await Open("third")).ShouldBeEmpty();
        (await Open("stranger")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_is_asked_answers_and_the_asker_decides()
    {
        var task = await Mine("first");
        (await As("first").Put($"tasks/{task.Id}/draft", new { revision = task.Revision, data = new { comment = "写到一半" } })).ShouldAnswer(200);
        (await Post("first", task, "delegate", new() { ["to"] = Somebody("third"), ["reason"] = "请先研究" })).ShouldAnswer(200);
        var asked = await Mine("third");
        var shown = (await As("third").Get($"tasks/{asked.Id}")).Json;
        (shown.GetProperty("form").GetString(), shown.GetProperty("draft").ValueKind).ShouldBe(("people/answer", JsonValueKind.Null));
        (await As("third").Post($"tasks/{asked.Id}/complete", new { commandId = Id(), revision = asked.Revision, outcome = "Approve", data = new { } })).ShouldAnswer(422, "form.invalid");
        (await As("third").Post($"tasks/{asked.Id}/complete", new { commandId = Id(), revision = asked.Revision, outcome = "Approve", data = new { comment = "可行" } })).ShouldAnswer(200);

        (await As("first").Get($"tasks/{(await Mine("first")).Id}")).Json.GetProperty("form").GetString().ShouldBe("test/review");
        (await Open("third")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_decision_is_taken_back_as_its_preview_said()
    {
        var task = await Mine("first");
        await Decide("first", "Approve");
        var closed = (await As("first").Get($"tasks/{task.Id}")).Json.GetProperty("revision").GetInt64();
        Texts((await As("first").Get($"tasks/{task.Id}/desk")).ShouldAnswer(200).Json, "operations").ShouldBe(["takeBack"]);
        (await As("first").Get($"tasks/{task.Id}/call-back-preview")).ShouldAnswer(200).Json.GetProperty("tasks").GetArrayLength().ShouldBe(1);
        (await As("second").Get($"tasks/{task.Id}/call-back-preview")).ShouldAnswer(404);

        (await Post("first", task with { Revision = closed }, "call-back", new() { ["withdraw"] = false, ["reason"] = "还要改" })).ShouldAnswer(200);
        (await Mine("first")).Id.ShouldNotBe(task.Id);
        (await Post("first", task with { Revision = closed }, "call-back", new() { ["withdraw"] = false, ["reason"] = "还要改" })).ShouldAnswer(409, "callback.nothing");
        await Decide("first", "Approve");
        await Decide("second", "Approve");
        (await Open("drafter")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_instance_that_has_ended_is_revived_where_the_administrator_says()
    {
        await Decide("first", "Approve");
        await Decide("second", "Approve");
        using var admin = await _host.SignedIn(await _host.CreatePerson("sa", ["SA"]));
        await Decide("drafter", "Submit");
        var revision = (await admin.Get("instances/case-1/inside")).ShouldAnswer(200).Json.GetProperty("instance").GetProperty("revision").GetInt64();
        (await admin.Get("instances/case-1/jump?activityId=review")).ShouldAnswer(200).Json.GetProperty("tasks").GetArrayLength().ShouldBe(2);
        (await admin.Post("instances/case-1/revive", new { commandId = Id(), revision = revision - 1, activityId = "review", reason = "领导要求复核" })).ShouldAnswer(409, "instance.stale");
        (await admin.Post("instances/case-1/revive", new { commandId = Id(), revision, activityId = "review", reason = "领导要求复核" })).ShouldAnswer(200);
        await Decide("first", "Approve");

        (await admin.Post("instances/case-1/revive", new { commandId = Id(), revision = revision + 2, activityId = "review", reason = "再一次" })).ShouldAnswer(409, "revive.running");
        await Decide("second", "Approve");
        await Decide("drafter", "Submit");
        (await admin.Get("instances/case-1")).ShouldAnswer(200).Text.ShouldContain("WorkflowRevived");
    }

    [Fact]
    public async Task The_directory_knows_who_can_be_asked()
    {
        await _host.CreatePerson("sa", ["SA"]);

        var people = (await As("first").Get("people?unitId=D1")).ShouldAnswer(200).Json.EnumerateArray().Select(one => one.GetProperty("id").GetString());
        people.ShouldBe(["drafter", "first", "second"], ignoreOrder: true);
        (await As("first").Get("people?q=thi")).ShouldAnswer(200).Json.EnumerateArray().Select(one => one.GetProperty("unitId").GetString()).ShouldBe(["D2"]);
        (await As("first").Get("people")).ShouldAnswer(200).Json.EnumerateArray().ShouldNotContain(one => one.GetProperty("id").GetString() == "sa");
    }

    private static byte[] Flow()
    {
        JsonNode? Allow(params string[] operations) => Flows.Literal(new JsonArray([.. operations.Select(one => (JsonNode)one)]));
        var review = Flows.Activity(
            "Orchestrator.HumanTask", "review",
            ("step", Flows.Literal("review")), ("form", Flows.Literal("test/review")), ("outcomes", new JsonArray("Approve", "Reject")), ("participants", Flows.Literal(new JsonArray("first", "second"))),
            ("allow", Allow("return", "returnStraight", "addSigners", "transfer", "delegate", "takeBack")));
        JsonObject Drafter(string id) => Flows.Activity(
            "Orchestrator.HumanTask", id, ("step", Flows.Literal(id)), ("outcomes", new JsonArray("Submit")), ("persons", Flows.Literal(new JsonArray("drafter"))));
        return Flows.Document("test.review", Drafter("draft"), review, Drafter("end"));
    }

    private static JsonObject Somebody(string person) => new() { ["personId"] = person };

    private static string Id() => Guid.NewGuid().ToString("N");

    private static IEnumerable<string?> Texts(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(one => one.GetString());

    private Visitor As(string person) => _people[person];

    private Task<Answer> Post(string person, Known task, string deed, JsonObject body)
    {
        body["commandId"] = Id();
        body["revision"] = task.Revision;
        return As(person).Post($"tasks/{task.Id}/{deed}", body);
    }

    private async Task<List<JsonElement>> Open(string person) => [.. (await As(person).Get("tasks")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()];

    private async Task<Known> Mine(string person)
    {
        var task = (await Open(person)).ShouldHaveSingleItem();
        return new(task.GetProperty("id").GetString()!, task.GetProperty("revision").GetInt64());
    }

    private async Task Decide(string person, string outcome)
    {
        var task = await Mine(person);
        (await As(person).Post($"tasks/{task.Id}/complete", new { commandId = Id(), revision = task.Revision, outcome, data = new { comment = "同意" } })).ShouldAnswer(200);
    }

    private sealed record Known(string Id, long Revision);
}
