using System.Text.Json;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Correspondence;

/// <summary>沟通: asking about a task without moving the flow, on every database.</summary>
public abstract class QuestionsOverHttp(StoreKind kind) : TalkingHost(kind)
{
    [Fact]
    public async Task Who_is_asked_is_told_finds_the_question_may_look_at_the_task_and_answers()
    {
        (await Expert.Get($"tasks/{Task}")).ShouldAnswer(404, "task.unknown");
        var id = await Ask("经费来源是否落实？", "expert");

        (await Notices(Expert, "Question")).ShouldHaveSingleItem().ShouldBe("一号事项：clerk就“办理First”向您提问");
        var mine = (await Expert.Get("questions?view=asked")).ShouldAnswer(200).Json;
        mine.GetProperty("counts").GetProperty("toMe").GetInt32().ShouldBe(1);
        mine.GetProperty("items")[0].GetProperty("text").GetString().ShouldBe("经费来源是否落实？");
        mine.GetProperty("items")[0].GetProperty("mayAnswer").GetBoolean().ShouldBeTrue();
        (await Expert.Get($"tasks/{Task}")).ShouldAnswer(200).Json.GetProperty("canDecide").GetBoolean().ShouldBeFalse();
        (await Complete(Expert)).ShouldAnswer(403, "task.not-yours");

        (await AnswerTo(id, Expert, 0, "已列入预算。")).ShouldAnswer(200);

        (await Notices(Clerk, "Answer")).ShouldHaveSingleItem().ShouldBe("一号事项：expert答复了您的提问");
        var seen = (await Clerk.Get($"tasks/{Task}/questions")).ShouldAnswer(200).Json;
        seen.GetProperty("unanswered").GetInt32().ShouldBe(0);
        Asked(seen).Single().GetProperty("state").GetString().ShouldBe("Answered");
        Texts(Asked(seen).Single()).ShouldBe(["已列入预算。"]);
        (await Expert.Get("questions?view=asked")).Json.GetProperty("counts").GetProperty("toMe").GetInt32().ShouldBe(0);
        (await Expert.Get($"tasks/{Task}")).ShouldAnswer(200);
    }

    [Fact]
    public async Task An_answer_is_corrected_by_a_further_one_and_both_stay()
    {
        var id = await Ask("口径？", "expert");
        (await AnswerTo(id, Expert, 0, "按旧口径。")).ShouldAnswer(200);
        (await AnswerTo(id, Expert, 1, "更正：按新口径。")).ShouldAnswer(200);

        Texts(Asked((await Clerk.Get($"tasks/{Task}/questions")).Json).Single()).ShouldBe(["按旧口径。", "更正：按新口径。"]);
        (await Notices(Clerk, "Answer")).ShouldBe(["一号事项：expert修改答复了您的提问", "一号事项：expert答复了您的提问"], ignoreOrder: true);
    }

    [Fact]
    public async Task Two_first_answers_at_once_are_one_answer_and_a_refusal_that_says_so()
    {
        var id = await Ask("口径？", "expert");

        var answers = await System.Threading.Tasks.Task.WhenAll(AnswerTo(id, Expert, 0, "甲"), AnswerTo(id, Expert, 0, "乙"));

        answers.Select(answer => answer.Status).Order().ShouldBe([200, 409]);
        answers.Single(answer => answer.Status == 409).Code.ShouldBe("answer.stale");
        Texts(Asked((await Clerk.Get($"tasks/{Task}/questions")).Json).Single()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Deciding_with_open_questions_closes_them_unanswered_and_answers_stay_as_they_are()
    {
        var open = await Ask("还没人答？", "expert");
        Clock.Advance(TimeSpan.FromMinutes(1));
        var answered = await Ask("有人答了？", "expert");
        (await AnswerTo(answered, Expert, 0, "答了。")).ShouldAnswer(200);
        (await Clerk.Get($"tasks/{Task}/questions")).Json.GetProperty("unanswered").GetInt32().ShouldBe(1);

        await Decide();

        var seen = (await Clerk.Get($"tasks/{Task}/questions")).ShouldAnswer(200).Json;
        seen.GetProperty("unanswered").GetInt32().ShouldBe(0);
        seen.GetProperty("mayAsk").GetBoolean().ShouldBeFalse();
        Asked(seen).Select(asked => asked.GetProperty("state").GetString()).ShouldBe(["Unanswered", "Answered"]);
        (await AnswerTo(open, Expert, 0, "晚了")).ShouldAnswer(409, "question.closed").Text.ShouldContain("任务已办结，提问已关闭，不能再答复。");
        (await AnswerTo(answered, Expert, 1, "改口")).ShouldAnswer(409, "question.closed");
        (await Expert.Get($"tasks/{Task}")).ShouldAnswer(200);
    }

    [Fact]
    public async Task An_answer_and_the_decision_at_once_leave_no_question_open()
    {
        var id = await Ask("口径？", "expert");

        await System.Threading.Tasks.Task.WhenAll(AnswerTo(id, Expert, 0, "刚好。"), Decide());

        var asked = Asked((await Clerk.Get($"tasks/{Task}/questions")).Json).Single();
        asked.GetProperty("state").GetString().ShouldBe(Texts(asked).Count == 1 ? "Answered" : "Unanswered");
    }

    [Fact]
    public async Task The_asker_takes_back_what_is_not_answered_and_the_sight_of_the_task_goes_with_it()
    {
        var id = await Ask("口径？", "expert", "next");
        (await AnswerTo(id, Next, 0, "新口径。")).ShouldAnswer(200);
        (await Expert.Post($"questions/{id}/take-back", new { commandId = NewId() })).ShouldAnswer(404, "question.unknown");

        (await Clerk.Post($"questions/{id}/take-back", new { commandId = NewId() })).ShouldAnswer(200);

        Asked((await Clerk.Get($"tasks/{Task}/questions")).Json).ToDictionary(asked => asked.GetProperty("personId").GetString()!, asked => asked.GetProperty("state").GetString())
            .ShouldBe(new Dictionary<string, string?> { ["expert"] = "TakenBack", ["next"] = "Answered" }, ignoreOrder: true);
        (await AnswerTo(id, Expert, 0, "晚了")).ShouldAnswer(409, "question.closed").Text.ShouldContain("提问已经收回，无需答复。");
        (await Expert.Get($"tasks/{Task}")).ShouldAnswer(404);
        Items(await Expert.Get("questions?view=asked")).ShouldBeEmpty();
        (await Next.Get($"tasks/{Task}")).ShouldAnswer(200);
        (await Clerk.Post($"questions/{id}/take-back", new { commandId = NewId() })).ShouldAnswer(409, "question.closed").Text.ShouldContain("提问已经全部答复或已关闭，不能收回。");
    }

    [Fact]
    public async Task Only_who_has_the_open_task_asks()
    {
        (await TryAsk(Expert, "能看吗？", "next")).ShouldAnswer(403, "task.not-yours").Text.ShouldContain("您不是该任务的办理人，不能就它提问。");
        (await TryAsk(Drafter, "能看吗？", "next")).ShouldAnswer(403, "task.not-yours");
        (await Clerk.Post("tasks/none/questions", new { commandId = NewId(), text = "？", personIds = new[] { "expert" } })).ShouldAnswer(404, "task.unknown");
        (await Expert.Get($"tasks/{Task}/questions")).ShouldAnswer(404, "task.unknown");
        await Decide();
        (await TryAsk(Clerk, "晚了？", "expert")).ShouldAnswer(409, "task.closed").Text.ShouldContain("任务已不在办理中，不能再就它提问。");
    }

    [Fact]
    public async Task What_is_wrong_with_a_question_or_an_answer_is_said_at_its_place()
    {
        (await TryAsk(Clerk, " ", "expert")).ShouldAnswer(422).Json.GetProperty("problems")[0].GetProperty("message").GetString().ShouldBe("请填写提问。");
        (await TryAsk(Clerk, new string('长', 1001), "expert")).ShouldAnswer(422).Text.ShouldContain("提问不得超过1000字，现有1001字。");
        (await TryAsk(Clerk, "问谁？")).ShouldAnswer(422).Text.ShouldContain("请选择向谁提问。");
        (await TryAsk(Clerk, "自己？", "clerk")).ShouldAnswer(422).Text.ShouldContain("不能向自己提问。");
        (await TryAsk(Clerk, "管理员？", "admin-1")).ShouldAnswer(422, "person.unknown");
        (await TryAsk(Clerk, "没有的人？", "nobody")).ShouldAnswer(422, "person.unknown");
        var id = await Ask(new string('长', 1000), "expert");
        (await AnswerTo(id, Expert, 0, "")).ShouldAnswer(422).Text.ShouldContain("请填写答复。");
        (await AnswerTo(id, Expert, 0, new string('长', 2001))).ShouldAnswer(422).Text.ShouldContain("答复不得超过2000字，现有2001字。");
        (await AnswerTo(id, Next, 0, "不是问我")).ShouldAnswer(404, "question.unknown");
    }

    [Fact]
    public async Task Who_must_keep_out_of_the_decision_may_be_asked_and_everybody_sees_it()
    {
        await Ask("起草时的考虑？", "drafter");

        Asked((await Clerk.Get($"tasks/{Task}/questions")).Json).Single().GetProperty("excluded").GetBoolean().ShouldBeTrue();
        (await Complete(Drafter)).ShouldAnswer(403, "task.not-yours");
    }

    [Fact]
    public async Task A_deputy_asks_under_both_names_and_gets_the_answer()
    {
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await Clerk.Post("proxies", new { commandId = NewId(), deputyId = "expert", from = today, until = today })).ShouldAnswer(200);

        var id = (await TryAsk(Expert, "口径？", "next")).ShouldAnswer(200).Json.GetProperty("questionId").GetString()!;
        (await AnswerTo(id, Next, 0, "新口径。")).ShouldAnswer(200);

        (await Notices(Next, "Question")).ShouldHaveSingleItem().ShouldBe("一号事项：expert（代clerk）就“办理First”向您提问");
        (await Notices(Expert, "Answer")).Length.ShouldBe(1);
        Items(await Expert.Get("questions?view=mine")).Single().GetProperty("askerName").GetString().ShouldBe("expert（代clerk）");
    }

    [Fact]
    public async Task The_same_command_again_asks_once()
    {
        var body = new { commandId = NewId(), text = "一次？", personIds = new[] { "expert" } };

        var answers = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Clerk.Post($"tasks/{Task}/questions", body)));

        answers.ShouldAllBe(answer => answer.Status == 200);
        Items(await Clerk.Get("questions?view=mine")).Count.ShouldBe(1);
        (await Notices(Expert, "Question")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Lists_show_what_waits_first_and_find_by_text()
    {
        var first = await Ask("经费？", "expert");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Ask("编制？", "expert");
        Clock.Advance(TimeSpan.FromMinutes(1));
        var last = await Ask("时限？", "expert");
        (await AnswerTo(last, Expert, 0, "月底。")).ShouldAnswer(200);

        Items(await Clerk.Get("questions?view=mine")).Select(item => item.GetProperty("text").GetString()).ShouldBe(["编制？", "经费？", "时限？"]);
        Items(await Expert.Get("questions?view=asked&open=true")).Count.ShouldBe(2);
        Items(await Expert.Get("questions?view=asked&q=经费")).Single().GetProperty("id").GetString().ShouldBe(first);
        (await Expert.Get("questions?view=other")).ShouldAnswer(422, "list.filter");
        Items(await Next.Get("questions?view=asked")).ShouldBeEmpty();
    }

    [Fact]
    public async Task People_are_found_by_name_without_administrators()
    {
        (await Clerk.Get("people?q=exp")).ShouldAnswer(200).Json.EnumerateArray().Single().GetProperty("unitName").GetString().ShouldBe("市财政局");
        (await Clerk.Get("people?q=admin")).ShouldAnswer(200).Json.GetArrayLength().ShouldBe(0);
        (await Clerk.Get("people?unitId=D1")).Json.EnumerateArray().Select(person => person.GetProperty("id").GetString()).ShouldBe(["clerk", "drafter"]);
    }

    private static List<JsonElement> Asked(JsonElement questions) =>
        [.. questions.GetProperty("items").EnumerateArray().SelectMany(question => question.GetProperty("asked").EnumerateArray())];

    private static List<string?> Texts(JsonElement asked) => [.. asked.GetProperty("answers").EnumerateArray().Select(answer => answer.GetProperty("text").GetString())];

    private Task<Answer> TryAsk(Visitor visitor, string text, params string[] personIds) =>
        visitor.Post($"tasks/{Task}/questions", new { commandId = NewId(), text, personIds });

    private async Task<string> Ask(string text, params string[] personIds) =>
        (await TryAsk(Clerk, text, personIds)).ShouldAnswer(200).Json.GetProperty("questionId").GetString()!;

    private static Task<Answer> AnswerTo(string id, Visitor visitor, int number, string text) =>
        visitor.Post($"questions/{id}/answers", new { commandId = NewId(), number, text });

    private Task<Answer> Complete(Visitor visitor) =>
        visitor.Post($"tasks/{Task}/complete", new { commandId = NewId(), revision = 1, outcome = "Done", data = new { } });
}

public sealed class QuestionsOverHttpOnSqlite() : QuestionsOverHttp(StoreKind.Sqlite);

public sealed class QuestionsOverHttpOnPostgres() : QuestionsOverHttp(StoreKind.Postgres);
