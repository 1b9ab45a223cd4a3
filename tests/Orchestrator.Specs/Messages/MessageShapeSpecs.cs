using System.Text.Json;
using Orchestrator.Contracts;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Messages.DeadLetters;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Messages;

public sealed class MessageShapeSpecs
{
    private const string Sound = """{"about":{"campaignId":null,"caseId":"c1","round":1,"version":null,"correlationId":null,"commandId":"k"},"taskId":"t1","step":"Draft","unitId":null,"role":null,"level":"overdue","dueAt":"2026-01-31T09:00:00+08:00"}""";

    [Fact]
    public void What_a_sender_writes_is_fine()
    {
        var about = new About("campaign", "case", 1, "v1.0", null, "command");
        var at = new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.FromHours(8));
        object[] messages =
        [
            new TaskOverdue(about, "t", "Draft", null, null, "overdue", at), new DraftSubmitted(about, "D1", "1", "ab", at, true), new DisputeRaised(about, "d", 1, ["D1", "D2"]),
            new TemplatePublished(about, "1", 2), new TemplatePublished(about, "1", 2, false, [new("一", true, false, null)]), new WorkflowMessage("x", "i", null, "{}"),
        ];
        foreach (var message in messages)
        {
            MessageShape.Check(JsonSerializer.Serialize(message, message.GetType(), RuntimeJson.Options), message.GetType()).ShouldBeEmpty(message.ToString());
        }
    }

    [Fact]
    public void Every_message_that_is_sent_can_be_checked()
    {
        foreach (var type in WireNames.All.Values)
        {
            MessageShape.Check("{}", type).ShouldNotBeEmpty(type.Name);
        }
    }

    [Theory]
    [InlineData("\"taskId\":\"t1\",", "", "taskId", "缺少")]
    [InlineData("\"caseId\":\"c1\",", "", "about.caseId", "缺少")]
    [InlineData("\"taskId\"", "\"taskID2\"", "taskID2", "没有这个字段")]
    [InlineData("\"t1\"", "7", "taskId", "带引号的文字")]
    [InlineData("\"t1\"", "null", "taskId", "不能为 null")]
    [InlineData("\"round\":1", "\"round\":\"1.5\"", "about.round", "整数")]
    [InlineData("\"2026-01-31T09:00:00+08:00\"", "\"明天\"", "dueAt", "时间")]
    [InlineData("\"step\":\"Draft\"", "\"step\":\"Draft\",\"Step\":\"Draft\"", "Step", "两次")]
    public void What_is_wrong_is_said_with_its_place(string written, string instead, string place, string said)
    {
        var problems = MessageShape.Check(Sound.Replace(written, instead, StringComparison.Ordinal), typeof(TaskOverdue));

        problems.ShouldContain(p => p.Path == place && p.Message.Contains(said, StringComparison.Ordinal), string.Join("; ", problems));
    }

    [Fact]
    public void Fields_that_may_be_null_may_be_missing_too() =>
        MessageShape.Check(Sound.Replace(",\"unitId\":null", "", StringComparison.Ordinal), typeof(TaskOverdue)).ShouldBeEmpty();

    [Fact]
    public void A_wrong_item_of_a_list_is_named_by_its_number() =>
        MessageShape.Check("""{"about":{"caseId":"c","round":1,"commandId":"k"},"disputeId":"d","level":1,"units":["D1",2]}""", typeof(DisputeRaised)).Single().Path.ShouldBe("units[1]");

    [Theory]
    [InlineData("[1]", "对象")]
    [InlineData("null", "对象")]
    public void Something_else_than_an_object_is_refused_as_a_whole(string text, string said) =>
        MessageShape.Check(text, typeof(TaskOverdue)).Single().ShouldBe(new FieldProblem("body", $"应为{said} {{ … }}"));

    [Theory]
    [InlineData("{\n  \"标题\": \"甲\",\n  \"x\" 1\n}", "第 3 行第 7 列")]
    [InlineData("{\"标题\" 1}", "第 1 行第 7 列")]
    [InlineData("", "第 1 行第 1 列")]
    public void What_is_no_json_is_told_by_line_and_column_as_an_editor_counts(string text, string said)
    {
        var problem = MessageShape.Check(text, typeof(TaskOverdue)).Single();
        problem.Message.ShouldStartWith(said);
    }
}
