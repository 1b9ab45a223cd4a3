using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <summary>What people did with their tasks beside deciding them: 加签, 减签, 转办, 委派, 领取, 放回, 退回, 拿回, 撤回, as lines of 办理过程.</summary>
public sealed class MatterDeeds(Signatories signatories)
{
    public async Task Tell(InstanceStep step, Matter matter, SeatBook seats, UnitOfWork work)
    {
        switch (step.Stimulus)
        {
            case AddSigners add when seats.Of(add.TaskId) is { } seat:
                var names = new List<string>();
                foreach (var signer in add.Signers)
                {
                    var name = await NameOf(signer, work);
                    names.Add(name);
                    seats.Add(seat.Activity, seat.Step, seat.Pass, signer, seat, name).AddedHow = add.Kind.ToString();
                }

                await Write("SignersAdded", MatterSentence.Added(add.Kind, string.Join("、", names)), seat, add.Reason);
                break;
            case RemoveSigner remove when seats.Of(remove.TaskId) is { } seat:
                seat.State = SeatState.Removed;
                await Write("SignerRemoved", $"减签：{seat.Name}不再办理", seat, remove.Reason);
                break;
            case PassOn pass when seats.Of(pass.TaskId) is { } seat:
                var receiver = await NameOf(pass.To, work);
                await Write(pass.ComesBack ? "Delegated" : "Transferred", pass.ComesBack ? $"委派{receiver}提出意见，答复后仍由本人决定" : $"转办给{receiver}", seat, pass.Reason);
                break;
            case ClaimTask claim when seats.Of(claim.TaskId) is { } seat:
                await Write("Claimed", "领取任务", seat, null);
                break;
            case UnclaimTask unclaim when seats.Of(unclaim.TaskId) is { } seat:
                await Write("Unclaimed", "放回任务", seat, null);
                break;
            case ReturnTask back when seats.Of(back.TaskId) is { } seat:
                await Write("Returned", MatterSentence.Returned(seats.Newest(back.ToActivityId)?.Step ?? back.ToActivityId, back.Straight, back.Siblings), seat, back.Reason);
                break;
            case TaskCompleted answer when step.Requests.OfType<WriteHistory>().Any(row => row.Event == "Answered") && seats.Of(answer.TaskId) is { } seat:
                var said = answer.Result as JsObject ?? new JsObject();
                await Write("Answered", "答复委派", seat, said.Text("comment"));
                break;
            case CallBack back when seats.Of(back.TaskId) is { } seat:
                await Write(back.Withdraw ? "Withdrawn" : "TakenBack", back.Withdraw ? "撤回，修改后重新送审" : $"拿回“{MatterStage.StepName(seat.Step)}”的决定，重新办理", seat, back.Reason);
                break;
        }

        async Task Write(string kind, string text, MatterSeat seat, string? reason) =>
            await work.Db<OfficeDb>().Write(matter, work, kind, text, seat, string.IsNullOrWhiteSpace(reason) ? null : reason);
    }

    public Task<string> NameOf(Assignment to, UnitOfWork work) => signatories.NameOf(to.Persons, to.Unit, to.Role, work.Db<OfficeDb>(), work.Cancellation);
}
