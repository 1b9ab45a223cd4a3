using Orchestrator.Host.Demo;
using Orchestrator.Host.Demo.Prose;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Submission;

public sealed class DraftsOverHttp(SubmissionHost host) : IClassFixture<SubmissionHost>
{
    [Fact]
    public async Task A_save_over_an_older_revision_is_refused_and_names_the_current_one()
    {
        var writer = await host.Person("d1.jb");
        var draft = $"cases/{host.CaseOf["D1"]}/draft";
        (await writer.Get(draft)).ShouldAnswer(200).Json.GetProperty("revision").GetInt64().ShouldBe(0);
        (await writer.Put(draft, Draft(0, "第一稿"))).ShouldAnswer(200).Json.GetProperty("revision").GetInt64().ShouldBe(1);
        (await writer.Put(draft, Draft(0, "第一稿"))).ShouldAnswer(200).Json.GetProperty("revision").GetInt64().ShouldBe(1, "the same save again is the same command");
        var stale = await writer.Put(draft, Draft(0, "别人的第一稿"));
        stale.ShouldAnswer(409).Json.GetProperty("currentRevision").GetInt64().ShouldBe(1);
        (await writer.Get(draft)).Json.GetProperty("title").GetString().ShouldBe("第一稿");
    }

    [Fact]
    public async Task Nobody_outside_sees_a_working_draft_and_only_its_writer_may_change_it()
    {
        var draft = $"cases/{host.CaseOf["D2"]}/draft";
        (await (await host.Person("d2.jb")).Put(draft, Draft(0, "望楚区稿"))).ShouldAnswer(200);
        (await (await host.Person("d2.fz")).Get(draft)).ShouldAnswer(200).Json.GetProperty("canEdit").GetBoolean().ShouldBeFalse();
        (await (await host.Person("zb")).Get(draft)).ShouldAnswer(200);
        (await (await host.Person("d3.jb")).Get(draft)).ShouldAnswer(404);
        (await (await host.Person("d3.jb")).Put(draft, Draft(1, "冒充"))).ShouldAnswer(404);
        (await (await host.Person("zz.jb")).Get(draft)).ShouldAnswer(404);
        foreach (var outsider in new[] { "sa", "se", "au", "wb.dc", "bb.jb" })
        {
            (await (await host.Person(outsider)).Get(draft)).ShouldAnswer(403);
        }

        (await (await host.Person("d2.fz")).Put(draft, Draft(1, "负责人改稿"))).ShouldAnswer(403);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_refused_by_its_place()
    {
        var writer = await host.Person("d3.jb");
        var answer = await writer.Put($"cases/{host.CaseOf["D3"]}/draft", new
        {
            revision = 0,
            title = new string('长', 201),
            explanation = "",
            sections = new[] { new { heading = "一、总则", text = "含\u0001控制符" } },
        });
        answer.ShouldAnswer(422);
        answer.Text.ShouldContain("\"title\"");
        answer.Text.ShouldContain("sections[0].text");
        (await writer.Get($"cases/{host.CaseOf["D3"]}/draft")).Json.GetProperty("revision").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task An_incomplete_draft_is_not_submitted_and_a_submitted_one_is_frozen()
    {
        var writer = await host.Person("d4.jb");
        var (id, draft) = (host.CaseOf["D4"], $"cases/{host.CaseOf["D4"]}/draft");
        (await Submit("D4")).ShouldAnswer(422).Text.ShouldContain("draft.empty");
        (await writer.Put(draft, new { revision = 0, title = "稿", explanation = "", sections = new[] { new { heading = "一、总则", text = " " } } })).ShouldAnswer(200);
        (await Submit("D4")).ShouldAnswer(422).Text.ShouldContain("draft.sections[0].text");
        (await writer.Get($"cases/{id}/versions")).ShouldAnswer(200).Json.GetArrayLength().ShouldBe(0);

        (await writer.Put(draft, Draft(1, "青屿区稿"))).ShouldAnswer(200);
        (await Submit("D4")).ShouldAnswer(200);
        var version = (await writer.Get($"cases/{id}/versions")).Json.EnumerateArray().ShouldHaveSingleItem();
        version.GetProperty("number").GetString().ShouldBe("v1.0");
        version.GetProperty("status").GetString().ShouldBe("Open");
        var read = (await writer.Get($"cases/{id}/versions/v1.0")).ShouldAnswer(200).Json;
        read.GetProperty("intact").GetBoolean().ShouldBeTrue();
        read.GetProperty("sha256").GetString().ShouldBe(version.GetProperty("sha256").GetString());
        (await writer.Put(draft, Draft(2, "报送后再改"))).ShouldAnswer(409).Text.ShouldContain("draft.not-open");
        (await writer.Get($"cases/{id}/versions/v9.9")).ShouldAnswer(404);
        (await (await host.Person("d5.jb")).Get($"cases/{id}/versions")).ShouldAnswer(404);
        (await (await host.Person("d5.jb")).Get($"cases/{id}/compare?from=v1.0&to=v1.0")).ShouldAnswer(404);
    }

    [Fact]
    public async Task A_corrected_draft_is_the_next_version_of_the_round_and_can_be_compared()
    {
        var id = host.CaseOf["D5"];
        var writer = DemoCity.Person("D5", "BM-JB");
        await host.Desk.Write(writer, id, Manuscripts.First("D5", "6", corrected: false));
        (await Submit("D5")).ShouldAnswer(200);
        await Decide("D5", "InternalApproval", "SendBack", new { comment = "数据来源不清，请补充说明。" });
        await host.Desk.Write(writer, id, Manuscripts.First("D5", "6", corrected: true));
        (await Submit("D5")).ShouldAnswer(200);

        var person = await host.Person("d5.jb");
        var versions = (await person.Get($"cases/{id}/versions")).Json.EnumerateArray().ToList();
        versions.Select(version => version.GetProperty("number").GetString()).ShouldBe(["v1.0", "v1.1"]);
        versions.Select(version => version.GetProperty("status").GetString()).ShouldBe(["Returned", "Open"]);
        versions[1].GetProperty("kind").GetString().ShouldBe("Correction");
        var compared = (await person.Get($"cases/{id}/compare?from=v1.0&to=v1.1")).ShouldAnswer(200).Json;
        compared.GetProperty("rows").EnumerateArray().ShouldContain(row => row.GetProperty("note").GetString()!.Contains("新增"));
        compared.GetProperty("totals").GetProperty("removed").GetInt32().ShouldBe(0);
    }

    private async Task<Answer> Submit(string unit)
    {
        var task = await host.OpenTask(unit, "Draft");
        return await (await host.Person($"{unit.ToLowerInvariant()}.jb")).Post($"tasks/{task.Id}/complete", new { commandId = Guid.NewGuid().ToString("N"), revision = task.Revision, outcome = "Submit", data = new { } });
    }

    private async Task Decide(string unit, string step, string outcome, object data)
    {
        var task = await host.OpenTask(unit, step);
        (await (await host.Person($"{unit.ToLowerInvariant()}.fz")).Post($"tasks/{task.Id}/complete", new { commandId = Guid.NewGuid().ToString("N"), revision = task.Revision, outcome, data })).ShouldAnswer(200);
    }

    private static object Draft(long revision, string title) =>
        new { revision, title, explanation = "说明", sections = new[] { new { heading = "一、总则", text = "第一段\n第二段" } } };
}
