using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Deeds;

/// <summary>A line of 办理过程 for what somebody did with a task beside deciding it.</summary>
/// <param name="Kind"><c>SignersAdded SignerRemoved Delegated Transferred HandedOver Claimed Unclaimed Returned Answered Withdrawn TakenBack</c>.</param>
/// <param name="TaskId">Of the task with which it was done; of an added signer who is taken off, the signer's.</param>
/// <param name="Text">Says what was done, not at which step; only what goes back names the step that it goes back to.</param>
internal sealed record DeedLine(string Kind, string TaskId, string Text, string? Reason)
{
    /// <summary>Reads it off the step; null when the step is nothing of the kind.</summary>
    /// <param name="nameOf">Whom a task is given to, in words.</param>
    /// <param name="stepOf">The code of the step of a task that was known before this step.</param>
    /// <param name="stepName">What people call a step.</param>
    public static async Task<DeedLine?> Of(InstanceStep step, Func<Assignment, Task<string>> nameOf, Func<string, Task<string?>> stepOf, Func<string, string> stepName)
    {
        switch (step.Stimulus)
        {
            case AddSigners add:
                var names = new List<string>();
                foreach (var signer in add.Signers)
                {
                    names.Add(await nameOf(signer));
                }

                return new("SignersAdded", add.TaskId, Added(add.Kind, string.Join("、", names)), Blank(add.Reason));
            case RemoveSigner remove:
                return new("SignerRemoved", remove.TaskId, "减签", Blank(remove.Reason));
            case PassOn pass:
                var receiver = await nameOf(pass.To);
                return pass.ComesBack
                    ? new("Delegated", pass.TaskId, $"委派{receiver}提出意见，答复后仍由本人决定", Blank(pass.Reason))
                    : new("Transferred", pass.TaskId, $"转办给{receiver}", Blank(pass.Reason));
            case HandOver hand:
                return new("HandedOver", hand.TaskId, $"{await nameOf(new([hand.From], null, null, []))}离岗，任务移交给{await nameOf(new([hand.To], null, null, []))}", Blank(hand.Reason));
            case ClaimTask claim:
                return new("Claimed", claim.TaskId, "领取任务", null);
            case UnclaimTask unclaim:
                return new("Unclaimed", unclaim.TaskId, "放回任务", null);
            case ReturnTask back:
                var target = step.Requests.OfType<OpenTask>().FirstOrDefault(open => open.ActivityId == back.ToActivityId);
                return new("Returned", back.TaskId, Returned(target is null ? back.ToActivityId : stepName(target.Step), back.Straight, back.Siblings), Blank(back.Reason));
            case TaskCompleted answer when step.Requests.OfType<WriteHistory>().Any(row => row.Event == "Answered"):
                return new("Answered", answer.TaskId, "答复委派", Blank((answer.Result as JsObject)?.Text("comment")));
            case CallBack back:
                return new(
                    back.Withdraw ? "Withdrawn" : "TakenBack", back.TaskId, back.Withdraw ? "撤回，修改后重新送审" : $"拿回“{stepName(await stepOf(back.TaskId) ?? back.TaskId)}”的决定，重新办理", Blank(back.Reason));
            default:
                return null;
        }
    }

    private static string Added(AddedSign how, string names) => how switch
    {
        AddedSign.Before => $"在本人之前加签：{names}，办完后再由本人决定",
        AddedSign.After => $"在本人之后加签：{names}，本人同意后送其办理",
        _ => $"并行加签：{names}，与本人同时办理",
    };

    private static string Returned(string step, bool straight, bool othersGoOn) =>
        $"退回到“{step}”，" + (straight ? $"修改后直达本环节，期间其他单位{(othersGoOn ? "继续办理" : "等待")}" : "从该环节起重新办理");

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
