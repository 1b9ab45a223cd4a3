using System.Text.Json;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Correspondence;

/// <summary>抄送、传阅 with receipts, on every database.</summary>
public abstract class CopiesOverHttp(StoreKind kind) : TalkingHost(kind)
{
    [Fact]
    public async Task Who_gets_a_copy_is_told_may_look_at_the_flow_and_opening_it_is_the_receipt()
    {
        (await Expert.Get($"tasks/{Task}")).ShouldAnswer(404);
        var id = await Send("请阅知。", "expert");

        (await Notices(Expert, "Copy")).ShouldHaveSingleItem().ShouldBe("一号事项：clerk传阅给您");
        (await Expert.Get($"tasks/{Task}")).ShouldAnswer(200).Json.GetProperty("canDecide").GetBoolean().ShouldBeFalse();
        (await Unread(Expert)).ShouldBe(1);
        (await Receipts(id)).ShouldBe(["expert Unread"]);

        (await Open(Expert, id)).ShouldAnswer(200);

        var receipt = (await Clerk.Get($"copies/{id}")).ShouldAnswer(200).Json.GetProperty("copies")[0];
        receipt.GetProperty("state").GetString().ShouldBe("Read");
        receipt.GetProperty("readAt").GetDateTimeOffset().ShouldBe(Clock.GetUtcNow(), TimeSpan.FromSeconds(1));
        (await Unread(Expert)).ShouldBe(0);
        Clock.Advance(TimeSpan.FromHours(1));
        (await Open(Expert, id)).ShouldAnswer(200);
        (await Clerk.Get($"copies/{id}")).Json.GetProperty("copies")[0].GetProperty("readAt").GetDateTimeOffset().ShouldBeLessThan(Clock.GetUtcNow().AddMinutes(-30), "the first opening counts");
        (await Expert.Post($"tasks/{Task}/complete", new { commandId = NewId(), revision = 1, outcome = "Done", data = new { } })).ShouldAnswer(403, "task.not-yours");
    }

    [Fact]
    public async Task A_whole_unit_is_everybody_who_works_there_once_and_without_the_sender()
    {
        var sent = (await TrySend(Clerk, null, ["drafter"], ["D1", "D2"])).ShouldAnswer(200).Json;

        sent.GetProperty("copies").GetInt32().ShouldBe(2);
        (await Receipts(sent.GetProperty("circularId").GetString()!)).ShouldBe(["drafter Unread", "next Unread"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_opinion_can_be_written_and_corrected_after_reading_and_the_sender_is_told()
    {
        var id = await Send("请阅知。", "expert");
        (await Opine(Expert, id, "先写后读")).ShouldAnswer(404, "copies.unknown");
        await Open(Expert, id);
        (await Opine(Expert, id, new string('长', 501))).ShouldAnswer(422).Text.ShouldContain("阅知意见不得超过500字，现有501字。");

        (await Opine(Expert, id, "已阅。")).ShouldAnswer(200);
        (await Opine(Expert, id, "已阅，无意见。")).ShouldAnswer(200);

        (await Clerk.Get($"copies/{id}")).Json.GetProperty("copies")[0].GetProperty("opinion").GetString().ShouldBe("已阅，无意见。");
        (await Notices(Clerk, "CopyOpinion")).ShouldContain("一号事项：expert填写了阅知意见");
        (await Opine(Expert, id, "")).ShouldAnswer(200);
        (await Clerk.Get($"copies/{id}")).Json.GetProperty("copies")[0].GetProperty("opinion").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Only_the_unread_are_reminded_and_only_once_a_day()
    {
        var id = await Send("请阅知。", "expert", "next");
        await Open(Next, id);

        var answers = await System.Threading.Tasks.Task.WhenAll(Remind(id), Remind(id));

        answers.Select(answer => answer.Status).Order().ShouldBe([200, 409]);
        answers.Single(answer => answer.Status == 409).ShouldAnswer(409, "copies.reminded").Text.ShouldContain("一天之内已经催阅过，请稍后再催。");
        (await Notices(Expert, "CopyReminder")).ShouldBe(["一号事项：clerk提醒您阅读（催阅）"]);
        (await Notices(Next, "CopyReminder")).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromHours(25));
        (await Remind(id)).ShouldAnswer(200);
        await Open(Expert, id);
        Clock.Advance(TimeSpan.FromHours(25));
        (await Remind(id)).ShouldAnswer(409, "copies.read").Text.ShouldContain("没有未读的收件人，不必催阅。");
        (await Expert.Post($"copies/{id}/remind", new { commandId = NewId() })).ShouldAnswer(404, "copies.unknown");
    }

    [Fact]
    public async Task What_nobody_has_read_can_be_taken_back_and_the_sight_goes_with_it()
    {
        var id = await Send("发错了。", "expert", "drafter");
        await Open(Drafter, id);
        (await Expert.Post($"copies/{id}/take-back", new { commandId = NewId() })).ShouldAnswer(404, "copies.unknown");

        (await TakeBack(id, "expert")).ShouldAnswer(200);

        (await Receipts(id)).ShouldBe(["drafter Read", "expert TakenBack"], ignoreOrder: true);
        (await Expert.Get($"copies/{id}")).ShouldAnswer(404, "copies.unknown");
        (await Open(Expert, id)).ShouldAnswer(404, "copies.unknown");
        (await Expert.Get($"tasks/{Task}")).ShouldAnswer(404);
        (await Unread(Expert)).ShouldBe(0);
        (await TakeBack(id, "drafter")).ShouldAnswer(409, "copies.read").Text.ShouldContain("收件人都已阅读，不能收回。");
    }

    [Fact]
    public async Task Reading_and_taking_back_at_once_leave_one_of_both()
    {
        var id = await Send("快。", "expert");

        var answers = await System.Threading.Tasks.Task.WhenAll(Open(Expert, id), TakeBack(id, "expert"));

        var read = answers[0].Status == 200;
        answers[1].Status.ShouldBe(read ? 409 : 200);
        (await Receipts(id)).ShouldBe([read ? "expert Read" : "expert TakenBack"]);
    }

    [Fact]
    public async Task Who_had_a_task_still_sends_who_has_nothing_to_do_with_the_flow_does_not()
    {
        const string No = "没有这个流程，或您没有办理或发起过它，不能传阅。";
        (await TrySend(Expert, null, ["next"], null)).ShouldAnswer(404, "flow.unknown").Text.ShouldContain(No);
        (await TrySend(Administrator, null, ["next"], null)).ShouldAnswer(404, "flow.unknown");
        (await TrySend(Next, null, ["expert"], null)).ShouldAnswer(404, "flow.unknown");
        await Send(null, "expert");
        (await TrySend(Expert, null, ["next"], null)).ShouldAnswer(404, "flow.unknown");

        await Decide();

        await Send("已办。", "expert");
        (await TrySend(Next, null, ["expert"], null)).ShouldAnswer(200);
    }

    [Fact]
    public async Task What_is_wrong_with_the_receivers_or_the_remark_is_said_at_its_place()
    {
        (await TrySend(Clerk, null, [], null)).ShouldAnswer(422).Text.ShouldContain("请选择传阅给谁。");
        (await TrySend(Clerk, null, ["clerk"], null)).ShouldAnswer(422).Text.ShouldContain("不能传阅给自己。");
        (await TrySend(Clerk, null, ["admin-1"], null)).ShouldAnswer(422, "person.unknown");
        (await TrySend(Clerk, null, null, ["XX"])).ShouldAnswer(422, "unit.nobody").Text.ShouldContain("单位“XX”没有可以接收的人员。");
        (await TrySend(Clerk, new string('长', 501), ["expert"], null)).ShouldAnswer(422).Text.ShouldContain("附言不得超过500字，现有501字。");
    }

    [Fact]
    public async Task Lists_show_the_unread_first_and_a_receiver_sees_only_his_own_receipt()
    {
        var first = await Send("甲", "expert", "next");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Send("乙", "expert");
        Clock.Advance(TimeSpan.FromMinutes(1));
        var last = await Send("丙", "expert");
        await Open(Expert, last);

        Items(await Expert.Get("copies")).Select(item => item.GetProperty("remark").GetString()).ShouldBe(["乙", "甲", "丙"]);
        Items(await Expert.Get("copies?unread=true&q=甲")).Single().GetProperty("id").GetString().ShouldBe(first);
        Items(await Clerk.Get("copies?view=sent")).Select(item => item.GetProperty("remark").GetString()).ShouldBe(["乙", "甲", "丙"]);
        (await Expert.Get($"copies/{first}")).Json.GetProperty("copies").GetArrayLength().ShouldBe(1);
        (await Clerk.Get($"copies/{first}")).Json.GetProperty("copies").GetArrayLength().ShouldBe(2);
        (await Drafter.Get($"copies/{first}")).ShouldAnswer(404, "copies.unknown");
        (await Expert.Get("copies?view=other")).ShouldAnswer(422, "list.filter");
    }

    private static Task<Answer> Open(Visitor visitor, string id) => visitor.Post($"copies/{id}/open", new { commandId = NewId() });

    private static Task<Answer> Opine(Visitor visitor, string id, string opinion) => visitor.Post($"copies/{id}/opinion", new { commandId = NewId(), opinion });

    private static async Task<int> Unread(Visitor visitor) => (await visitor.Get("copies")).ShouldAnswer(200).Json.GetProperty("counts").GetProperty("unread").GetInt32();

    private static Task<Answer> TrySend(Visitor visitor, string? remark, string[]? personIds, string[]? unitIds) =>
        visitor.Post("cases/flow-1/copies", new { commandId = NewId(), remark, personIds, unitIds });

    private Task<Answer> Remind(string id) => Clerk.Post($"copies/{id}/remind", new { commandId = NewId() });

    private Task<Answer> TakeBack(string id, params string[] personIds) => Clerk.Post($"copies/{id}/take-back", new { commandId = NewId(), personIds });

    private async Task<string> Send(string? remark, params string[] personIds) =>
        (await TrySend(Clerk, remark, personIds, null)).ShouldAnswer(200).Json.GetProperty("circularId").GetString()!;

    private async Task<string[]> Receipts(string id) =>
        [.. (await Clerk.Get($"copies/{id}")).ShouldAnswer(200).Json.GetProperty("copies").EnumerateArray().Select(copy => $"{copy.GetProperty("personId").GetString()} {copy.GetProperty("state").GetString()}")];
}

public sealed class CopiesOverHttpOnSqlite() : CopiesOverHttp(StoreKind.Sqlite);

public sealed class CopiesOverHttpOnPostgres() : CopiesOverHttp(StoreKind.Postgres);
