using Orchestrator.Engine.Execution;
using Orchestrator.Office.Deeds;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <summary>What people did with their tasks beside deciding them: 加签, 减签, 转办, 委派, 移交, 领取, 放回, 退回, 拿回, 撤回, as lines of 办理过程.</summary>
public sealed class MatterDeeds(Signatories signatories)
{
    public async Task Tell(InstanceStep step, Matter matter, SeatBook seats, UnitOfWork work)
    {
        var told = await DeedLine.Of(step, to => NameOf(to, work), taskId => Task.FromResult(seats.Of(taskId)?.Step), MatterStage.StepName);
        if (told is not { } line || seats.Of(line.TaskId) is not { } seat)
        {
            return;
        }

        switch (step.Stimulus)
        {
            case AddSigners add:
                foreach (var signer in add.Signers)
                {
                    seats.Add(seat.Activity, seat.Step, seat.Pass, signer, seat, await NameOf(signer, work)).AddedHow = add.Kind.ToString();
                }

                break;
            case HandOver hand:
                // What is set aside is asked for again by who it names.
                string[] persons = [.. PersonIds.Split(seat.PersonIds).Select(person => person == hand.From ? hand.To : person).Distinct()];
                (seat.PersonIds, seat.Holder) = (PersonIds.Join(persons), await NameOf(new(persons, null, null, []), work));
                break;
            case RemoveSigner:
                seat.State = SeatState.Removed;
                line = line with { Text = $"减签：{seat.Name}不再办理" };
                break;
        }

        await work.Db<OfficeDb>().Write(matter, work, line.Kind, line.Text, seat, line.Reason);
    }

    public Task<string> NameOf(Assignment to, UnitOfWork work) => signatories.NameOf(to.Persons, to.Unit, to.Role, work.Db<OfficeDb>(), work.Cancellation);
}
