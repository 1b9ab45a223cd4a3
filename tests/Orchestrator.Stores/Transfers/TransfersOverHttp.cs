using System.Text.Json;
using Orchestrator.Stores.Host;
using Orchestrator.Stores.Topology;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Transfers;

/// <summary>转隶 through the API, with the books of the three authorities behind it.</summary>
public sealed class TransfersOverHttp(OneProcess city) : IClassFixture<OneProcess>
{
    [Fact]
    public async Task What_is_wrong_with_a_plan_is_told_at_its_place()
    {
        var answer = (await Begin("wrong", null, "", Line("D1", "D1", 0, []), Line("D2", "D9", 1, ["x"], docNo: null))).ShouldAnswer(422, "transfer.invalid");
        answer.Json.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("path").GetString()).ShouldBe(
            ["title", "takesEffectOn", "lines[0].toUnitId", "lines[0].count", "lines[1].people", "lines[1].docNo", "lines[1].toUnitId"], ignoreOrder: true);
        answer.Json.GetProperty("detail").GetString()!.ShouldContain("事项名称");
        (await city["bb.jb"].Post("transfers", new { commandId = "none", plan = new { title = "空", takesEffectOn = "2020-10-28", lines = new object?[] { null } } })).ShouldAnswer(422, "transfer.invalid")
            .Json.GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe("lines[0]");
    }

    [Fact]
    public async Task A_repeated_request_is_one_transfer_and_whoever_began_it_cannot_approve_it()
    {
        var person = (await People("D1", 30))[0];
        var first = (await Begin("once", "一人转隶", "2020-10-28", Line("D1", "D2", 1, [person]))).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
        (await Begin("once", "一人转隶", "2020-10-28", Line("D1", "D2", 1, [person]))).ShouldAnswer(200).Json.GetProperty("id").GetString().ShouldBe(first);
        (await Begin("once", "另一人转隶", "2020-10-28", Line("D1", "D2", 1, [person]))).ShouldAnswer(409, "command.reused");
        await Until(first, "Held");

        var seen = (await city["bb.zr"].Get($"transfers/{first}")).ShouldAnswer(200).Json;
        seen.GetProperty("mayConfirm").GetBoolean().ShouldBeTrue();
        seen.GetProperty("lines")[0].GetProperty("people")[0].GetString().ShouldBe(person);
        (await city["bb.jb"].Get($"transfers/{first}")).ShouldAnswer(200).Json.GetProperty("mayConfirm").GetBoolean().ShouldBeFalse();
        (await city["bb.jb"].Post($"transfers/{first}/confirm", new { commandId = "own", noticeNo = "1" })).ShouldAnswer(403);
        (await city["d1.jb"].Get($"transfers/{first}")).ShouldAnswer(403);
        var held = await Person(person);
        held.GetProperty("transferId").GetString().ShouldBe(first);
        held.GetProperty("number").GetString().ShouldBe("990101********0013");

        var two = await Task.WhenAll(Enumerable.Range(0, 2).Select(n => city["bb.zr"].Post($"transfers/{first}/confirm", new { commandId = $"approve-{n}", noticeNo = "楚编发〔2020〕8号" })));
        two.Select(answer => answer.Status).Order().ShouldBe([200, 409]);
        await Until(first, "Done");
        (await Person(person)).GetProperty("unitName").GetString().ShouldBe("单位D2");
        (await city["bb.jb"].Get($"human-resources/people/{person}/movements")).ShouldAnswer(200).Json[0].GetProperty("noticeNo").GetString().ShouldBe("楚编发〔2020〕8号");
        (await city["bb.jb"].Get("organization/units/D2")).ShouldAnswer(200).Json.GetProperty("entries")[0].GetProperty("delta").GetInt32().ShouldBe(1);
        var budget = (await city["bb.jb"].Get("finance/units/D2")).ShouldAnswer(200).Json;
        budget.GetProperty("entries")[0].GetProperty("otherUnitId").GetString().ShouldBe("D1");
        budget.GetProperty("entries")[0].GetProperty("amount").GetInt64().ShouldBeGreaterThan(0);
        (await city["bb.jb"].Post($"transfers/{first}/release", new { commandId = "late", reason = "迟了" })).ShouldAnswer(409, "transfer.state");
    }

    [Fact]
    public async Task Who_wants_somebody_that_another_transfer_holds_is_told_why_and_may_ask_again_when_he_is_free()
    {
        var person = (await People("D3", 30))[0];
        var first = await Begun("先到", person);
        await Until(first, "Held");
        var second = await Begun("后到", person);
        await Until(second, "Refused");
        var leg = (await city["bb.jb"].Get($"transfers/{second}")).ShouldAnswer(200).Json.GetProperty("transfer").GetProperty("legs").EnumerateArray()
            .Single(one => one.GetProperty("authority").GetString() == "HumanResources");
        leg.GetProperty("reasons")[0].GetProperty("message").GetString()!.ShouldContain("冻结");

        (await city["bb.jb"].Post($"transfers/{first}/release", new { commandId = "let-go", reason = "方案调整" })).ShouldAnswer(200);
        await Until(first, "Released");
        foreach (var authority in (string[])["Organization", "Finance", "HumanResources"])
        {
            (await city["bb.jb"].Post($"transfers/{second}/retry", new { commandId = $"again-{authority}", authority })).Status.ShouldBeOneOf(200, 409);
        }

        await Until(second, "Held");
    }

    [Fact]
    public async Task The_register_is_asked_for_one_unit_and_never_gives_a_whole_number()
    {
        (await city["bb.jb"].Get("human-resources/people")).ShouldAnswer(422, "people.unit");
        (await city["bb.jb"].Post("human-resources/people/find", new { personKeys = Array.Empty<string>() })).ShouldAnswer(422, "people.keys");
        (await city["sa"].Get("human-resources/people?unitId=D1")).ShouldAnswer(403);
        (await city["d1.jb"].Get("human-resources/people?unitId=D1")).ShouldAnswer(403);
        var page = (await city["bb.jb"].Get("human-resources/people?unitId=D2&size=500&page=1&q=阳")).ShouldAnswer(200);
        page.Json.GetProperty("size").GetInt32().ShouldBe(200);
        page.Json.GetProperty("items").GetArrayLength().ShouldBeGreaterThan(10);
        page.Text.ShouldNotContain("990101198506090013");
        (await city["bb.jb"].Get("organization/units/D9")).ShouldAnswer(404, "organ.unknown");
    }

    private static object Line(string from, string to, int count, string[] people, string? docNo = "楚编发〔2020〕7号") =>
        new { fromUnitId = from, toUnitId = to, type = "Administrative", funding = "Full", count, people, docNo };

    private Task<Answer> Begin(string commandId, string? title, string on, params object[] lines) =>
        city["bb.jb"].Post("transfers", new { commandId, plan = new { title, takesEffectOn = on.Length == 0 ? null : on, holdDays = 10, lines } });

    private async Task<string> Begun(string title, string person) =>
        (await Begin(title, title, "2020-10-28", Line("D3", "D2", 1, [person]))).ShouldAnswer(200).Json.GetProperty("id").GetString()!;

    private async Task<string[]> People(string unit, int size) =>
        [.. (await city["bb.jb"].Get($"human-resources/people?unitId={unit}&size={size}")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("personKey").GetString()!)];

    private async Task<JsonElement> Person(string key) => (await city["bb.jb"].Post("human-resources/people/find", new { personKeys = new[] { key } })).ShouldAnswer(200).Json[0];

    private async Task Until(string transfer, string status)
    {
        for (var end = DateTimeOffset.UtcNow.AddSeconds(120); ; await Task.Delay(50))
        {
            var now = (await city["bb.jb"].Get($"transfers/{transfer}")).ShouldAnswer(200);
            if (now.Json.GetProperty("transfer").GetProperty("status").GetString() == status)
            {
                return;
            }

            DateTimeOffset.UtcNow.ShouldBeLessThan(end, now.Text);
        }
    }
}
