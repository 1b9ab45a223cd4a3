using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions.Reading;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Definitions.Checks;

/// <summary>Checks of single activities.</summary>
internal static class ActivityChecks
{
    public static void Run(Node node, Problems problems)
    {
        switch (node.Descriptor.Type)
        {
            case "Orchestrator.HumanTask":
                CheckTask(node, problems);
                break;
            case "Orchestrator.Deadline":
                CheckLiteral(node, "due", value => Deadline.Read(value), problems);
                break;
            case "Elsa.Cron":
                CheckLiteral(node, "cronExpression", value => Occurring(Conversion.ToText(value) ?? ""), problems);
                break;
            case "Elsa.Break":
                CheckBreak(node, problems);
                break;
            case "Elsa.For" when node.Inputs.GetValueOrDefault("step") is Constant step && Conversion.ToWhole(step.Value) == 0:
                problems.Error(node.Path + ".step", "The step of a For loop is 0.", "计数循环的步长不能为 0。");
                break;
            case "Elsa.While":
                CheckWhile(node, problems);
                break;
            case "Elsa.FlowDecision" or "Elsa.If" when !node.Inputs.ContainsKey("condition"):
                problems.Warn(node.Path + ".condition", "There is no condition: it is always False.", "没有条件，结果总为 False。");
                break;
            case "Elsa.FlowSwitch" or "Elsa.Switch" when node.Cases.Length == 0:
                problems.Warn(node.Path + ".cases", "There are no cases.", "没有任何分支。");
                break;
        }

        CheckTrigger(node, problems);
    }

    private static void CheckTask(Node node, Problems problems)
    {
        CheckLiteral(node, "due", value => Deadline.Read(value), problems);
        CheckLiteral(node, "ladder", value => Ladder.Read(value), problems);
        if (node.Inputs.GetValueOrDefault("onExpiry") is Constant { Value: string expiry } && expiry is not ("" or "Remind" or HumanTask.Fallback))
        {
            if (Array.IndexOf(node.Outcomes, expiry) < 0)
            {
                problems.Error(
                    node.Path + ".onExpiry", $"'{expiry}' is neither Remind nor Fallback nor one of the task's outcomes.", $"“{expiry}”既不是 Remind、Fallback，也不在该任务的可选结果之中。");
            }
            else if (!node.Inputs.ContainsKey("due"))
            {
                problems.Warn(node.Path + ".onExpiry", "The task has no deadline, so it never expires.", "该任务没有时限，不会逾期。");
            }
        }

        CheckLiteral(node, "fields", FieldRules.Read, problems);
        CheckLiteral(node, "participants", value => Participant.ReadAll(value), problems);
        if (node.Outcomes.Length > 0)
        {
            CheckLiteral(node, "review", value => ReviewRule.Read(value, node.Outcomes), problems);
            foreach (var input in HumanTask.Substitutions)
            {
                CheckLiteral(
                    node, input, value => Conversion.ToText(value) is HumanTask.Fallback || Array.IndexOf(node.Outcomes, Conversion.ToText(value)) >= 0
                        ? value
                        : throw new FormatException($"'{Conversion.Show(value)}' is neither Fallback nor an outcome of the task."), problems);
            }
        }

        CheckLiteral(node, "fallback", value => Participant.Read(value), problems);
        if (!node.Inputs.ContainsKey("fallback") && HumanTask.Substitutions.Append("onExpiry").FirstOrDefault(input => node.Inputs.GetValueOrDefault(input) is Constant { Value: HumanTask.Fallback }) is { } given)
        {
            problems.Error($"{node.Path}.{given}", $"{given} gives the task to somebody else, but fallback names nobody.", $"“{given}”要转给代办人，但没有填写代办人（fallback）。");
        }

        if (node.Inputs.ContainsKey("ifInitiator") && !node.Inputs.ContainsKey("initiator"))
        {
            problems.Warn(node.Path + ".ifInitiator", "No initiator is named: the rule does nothing.", "没有填写发起人（initiator），该规则不起作用。");
        }

        CheckLiteral(node, "allow", value => Conversion.ToList(value).Items.All(HumanTask.Operations.Contains)
            ? value
            : throw new FormatException($"'{Conversion.Show(value)}' is no list of operations; operations are {string.Join(", ", HumanTask.Operations)}."), problems);
        if (node.Inputs.ContainsKey("review") && !node.Inputs.ContainsKey("participants"))
        {
            problems.Warn(node.Path + ".review", "There are no participants: the rule decides nothing.", "没有会签人，会签规则不起作用。");
        }

        if (!node.Inputs.ContainsKey("unit") && !node.Inputs.ContainsKey("role") && !node.Inputs.ContainsKey("persons") && !node.Inputs.ContainsKey("participants"))
        {
            problems.Warn(node.Path, "The task names no unit, role or person: nobody may decide it.", "任务未指定单位、角色或人员，没有人可以办理。");
        }
    }

    private static void CheckLiteral(Node node, string input, Func<object?, object?> read, Problems problems)
    {
        if (node.Inputs.GetValueOrDefault(input) is not Constant constant)
        {
            return;
        }

        try
        {
            read(constant.Value);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            problems.Error($"{node.Path}.{input}", e.Message, $"值“{Conversion.Show(constant.Value)}”的格式不正确。");
        }
    }

    private static void CheckBreak(Node node, Problems problems)
    {
        for (var at = node.Parent; at is not null; at = at.Parent)
        {
            if (at.Activity is ILoop)
            {
                return;
            }
        }

        problems.Error(node.Path, "Break is not inside a For, ForEach or While.", "跳出循环必须位于循环之内。");
    }

    private static void CheckWhile(Node node, Problems problems)
    {
        if (node.Inputs.GetValueOrDefault("condition") is not Constant condition || !IsTrue(condition.Value))
        {
            return;
        }

        if (node.Slot("body") is not { } body || (!LoopChecks.CanWait(body) && !CanLeave(body)))
        {
            problems.Error(node.Path, "The loop never ends and never waits.", "循环永不结束，也没有等待，会无限执行。");
        }
    }

    private static bool IsTrue(object? value)
    {
        try
        {
            return Conversion.ToFlag(value);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool CanLeave(Node node) => node.Activity is Break or Finish or Complete or Fault || node.Inside().Any(CanLeave);

    private static void CheckTrigger(Node node, Problems problems)
    {
        if (!node.CanStartWorkflow || !node.Descriptor.IsTrigger)
        {
            return;
        }

        var input = node.Descriptor.Inputs[0].Name;
        switch (node.Inputs.GetValueOrDefault(input))
        {
            case Constant { Value: var value } when node.Descriptor.Type == "Elsa.Timer" && Conversion.ToSpan(value) < TriggerSchedule.Shortest:
                problems.Error(
                    $"{node.Path}.{input}", $"A timer that starts instances has an interval of a second or more, not '{Conversion.Show(value)}'.",
                    $"启动流程的定时间隔不得短于 1 秒：“{Conversion.Show(value)}”。");
                break;
            case Constant or null:
                break;
            default:
                problems.Error(
                    $"{node.Path}.{input}", $"'{input}' of a trigger is a literal, because it is read when no instance is there.", $"触发器的“{input}”必须是字面值。");
                break;
        }
    }

    // A day that no month has makes an expression without occurrences. Any moment will do to find out.
    private static CronSchedule Occurring(string expression)
    {
        var schedule = CronSchedule.Parse(expression);
        return schedule.Next(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc) is not null
            ? schedule
            : throw new FormatException($"The cron expression '{expression}' never occurs.");
    }
}
