using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// What whoever has a task may do with it beside deciding it: have others sign too (加签), pass it on (转办), ask somebody and
/// get it back (委派), take it for oneself (领取). Added signers are seats inside the seat that they were added to.
/// </summary>
internal sealed partial class HumanTask
{
    private const string Assigned = "a";
    private const string Owners = "o";
    private const string Offer = "c";
    private const string Kind = "k";
    private const string Pending = "z";
    private const string Decision = "y";
    private const string Due = "u";

    /// <summary>What a step may allow beside deciding; claiming and giving back need no permission.</summary>
    public static readonly string[] Operations = ["addSigners", "transfer", "delegate", "return", "returnStraight", "takeBack", "withdraw"];

    // What stays with a seat when it opens anew.
    private static readonly string[] Lasting = [Assigned, Owners, Offer, Kind, Pending, Decision, Due, WaitsSince, Told, Rule, Ballots, Queue];

    /// <summary>What an open task of the frame keeps when everything else about it begins anew.</summary>
    public static JsObject? LastingOf(Frame frame)
    {
        JsObject? kept = null;
        foreach (var name in Lasting)
        {
            if (Field(frame, name) is { } value)
            {
                (kept ??= new JsObject())[name] = value;
            }
        }

        return kept;
    }

    public static Denial? Add(Burst burst, Frame seat, AddSigners add)
    {
        if (NotAllowed(burst, seat, "addSigners", "加签") is { } no)
        {
            return no;
        }

        var excluded = Strings(Field(seat, Excluded));
        if (add.Signers.Count == 0 || add.Signers.Any(signer => signer.Persons.Count == 0 && signer.Unit is null && signer.Role is null))
        {
            return new("signers.nobody", "请选择加签人。");
        }

        if (add.Signers.SelectMany(signer => signer.Persons).Any(excluded.Contains))
        {
            return new("signers.excluded", "按照职责分离要求，所选人员不能办理该任务，不能作为加签人。");
        }

        var signers = add.Signers.Select(Saved).ToList();
        Happened(burst, seat, "SignersAdded", add.Kind.ToString(), JsObject.Of(("signers", new JsArray(signers)), ("reason", add.Reason)));
        if (add.Kind == AddedSign.After)
        {
            var pending = Field(seat, Pending) as JsArray ?? new JsArray();
            signers.ForEach(pending.Items.Add);
            Keep(seat, Pending, pending);
            return null;
        }

        if (add.Kind == AddedSign.Before)
        {
            Defer(burst, seat);
        }

        signers.ForEach(signer => Sign(burst, seat, signer, add.Kind, burst.Context.Principal));
        return null;
    }

    public static Denial? Remove(Burst burst, Frame seat, RemoveSigner remove)
    {
        if (!IsSeat(seat))
        {
            return new("signers.not-added", "该任务不是加签或会签产生的，不能减签。");
        }

        var parent = seat.Parent!;
        if (!remove.ByOperator && (Field(seat, Kind) is not JsArray added || added[1] as string != burst.Context.Principal))
        {
            return new("signers.not-yours", "只有加签人本人或者管理员可以减签。");
        }

        if (IsTable(parent) && parent.Children!.Count == 1 && Field(parent, Queue) is null && Field(parent, Ballots) is null)
        {
            return new("signers.last", "这是最后一名办理人，不能减签。");
        }

        Happened(burst, seat, "SignerRemoved", null, remove.Reason);
        burst.Cancel(seat);
        if (IsTable(parent))
        {
            Count(burst, parent, null);
        }
        else
        {
            Heard(burst, parent);
        }

        return null;
    }

    public static Denial? Pass(Burst burst, Frame seat, PassOn pass)
    {
        if (NotAllowed(burst, seat, pass.ComesBack ? "delegate" : "transfer", pass.ComesBack ? "委派" : "转办") is { } no)
        {
            return no;
        }

        if (pass.To.Persons.Any(Strings(Field(seat, Excluded)).Contains))
        {
            return new("signers.excluded", "按照职责分离要求，所选人员不能办理该任务。");
        }

        if (pass.ComesBack)
        {
            var owners = Field(seat, Owners) as JsArray ?? new JsArray();
            // It comes back to the person, not to all to whom it was offered.
            owners.Items.Add(burst.Context.Principal is { } owner ? Saved(new([owner], null, null, [])) : Saved(Current(burst, seat)));
            Keep(seat, Owners, owners);
        }
        else
        {
            // It is the receiver's now, not to be given back to those to whom it was offered.
            Forget(seat, Offer);
        }

        Happened(burst, seat, pass.ComesBack ? "Delegated" : "Transferred", null, JsObject.Of(("to", Saved(pass.To)), ("reason", pass.Reason)));
        Reassign(burst, seat, pass.To);
        return null;
    }

    public static Denial? Claim(Burst burst, Frame seat)
    {
        if (Field(seat, Offer) is not null)
        {
            return new("task.claimed", "该任务已被领取。");
        }

        var offered = Current(burst, seat);
        if (burst.Context.Principal is not { } holder || offered is { Unit: null, Role: null, Persons.Count: 1 })
        {
            return new("task.not-offered", "该任务已指定办理人，无需领取。");
        }

        Keep(seat, Offer, Saved(offered));
        Happened(burst, seat, "Claimed", null, null);
        Reassign(burst, seat, new([holder], null, null, []));
        return null;
    }

    public static Denial? Unclaim(Burst burst, Frame seat)
    {
        if (Field(seat, Offer) is not { } offered)
        {
            return new("task.not-claimed", "该任务没有被领取，无需放回。");
        }

        if (Field(seat, Owners) is not null)
        {
            return new("task.asked", "该任务正在征求意见，答复后才能放回。");
        }

        Forget(seat, Offer);
        Happened(burst, seat, "Unclaimed", null, null);
        Reassign(burst, seat, Participant.Read(offered).Offered([]));
        return null;
    }

    /// <summary>The task of the seat closes and comes again later, with the working days that it has left.</summary>
    public static void Defer(Burst burst, Frame seat)
    {
        Keep(seat, Due, seat.Wait!.DueAt is { } due ? Format(due) : "");
        Keep(seat, WaitsSince, seat.Wait.DueAt is null ? null : Format(burst.Now));
        StopTimer(burst, seat);
        burst.Ask(new CloseTask(burst.BookmarkId(seat), TaskClosure.Deferred, null, null, burst.Context.Actor));
        burst.History(seat, "Deferred");
        seat.Wait = null;
    }

    /// <summary>Whether the seat's task is closed and comes again.</summary>
    public static bool IsDeferred(Frame frame) =>
        frame is { Gone: false, Wait: null, Status: FrameStatus.Running, IsResolved: true, Node.Activity: HumanTask } && Field(frame, Due) is not null && Field(frame, Decision) is null;

    /// <summary>Whether anybody has decided anything in the step or seat.</summary>
    public static bool IsBegun(Frame frame) => LiveFrames.Under(frame).Any(inner => Field(inner, Ballots) is JsArray { Count: > 0 } || Field(inner, Decision) is not null);

    /// <summary>The step begins with one person, whoever the definition names.</summary>
    public static void Give(Frame frame, string person) => Keep(frame, Assigned, Saved(new([person], null, null, [])));

    private static void Sign(Burst burst, Frame seat, object? signer, AddedSign kind, string? by)
    {
        var child = burst.Schedule(seat, seat.Node);
        Keep(child, Assigned, signer);
        Keep(child, Kind, JsArray.Of(kind.ToString(), by));
    }

    // An added signer has signed.
    private static void Signed(Burst burst, Frame seat, Frame child, string outcome)
    {
        if (outcome != Refusing(seat))
        {
            Heard(burst, seat);
            return;
        }

        var decision = (JsArray)Field(child, Decision)!;
        if (seat.Wait is not null)
        {
            StopTimer(burst, seat);
            burst.Ask(new CloseTask(burst.BookmarkId(seat), TaskClosure.Cancelled, null, null, null));
            seat.Wait = null;
        }

        // The refusal is his who signed, not the holder's to call back.
        Leave(burst, seat, outcome, decision[1], decision[2] as string, own: false);
    }

    // Whoever was added and is still open is waited for.
    private static void Heard(Burst burst, Frame seat)
    {
        if (seat.Children is { Count: > 0 })
        {
            return;
        }

        if (Field(seat, Decision) is JsArray decision)
        {
            Leave(burst, seat, (string)decision[0]!, decision[1], decision[2] as string);
        }
        else if (IsDeferred(seat) && !Returning.IsParked(burst, seat))
        {
            burst.Reschedule(seat);
        }
    }

    private static string Refusing(Frame seat) =>
        Field(StepOf(seat), Rule) is { } rule ? ReviewRule.Read(rule, seat.Node.Outcomes).Reject : ReviewRule.Refusing(seat.Node.Outcomes);

    private static Assignment Current(Burst burst, Frame seat)
    {
        var excluded = Excluding(burst, seat);
        return Field(seat, Assigned) is { } assigned
            ? Participant.Read(assigned).Offered(excluded)
            : new(burst.Texts(seat, "persons"), Blank(burst.Text(seat, "unit")), Blank(burst.Text(seat, "role")), excluded);
    }

    // For whom the task is done: whoever passed it on has not changed that. A step of one is done for whom the definition names
    // even if it came back to a person; somebody who only signs or is asked does it for himself.
    private static Assignment DoneFor(Burst burst, Frame seat, Assignment to) =>
        Field(seat, Assigned) is { } assigned && Participant.Read(assigned) is var known && (known.ForUnit ?? known.ForRole) is not null
            ? to with { ForUnit = known.ForUnit, ForRole = known.ForRole }
            : to.Unit is not null || to.Role is not null || IsSeat(seat)
                ? to with { ForUnit = to.Unit, ForRole = to.Role }
                : to with { ForUnit = Blank(burst.Text(seat, "unit")), ForRole = Blank(burst.Text(seat, "role")) };

    private static void Reassign(Burst burst, Frame seat, Assignment to)
    {
        var known = Field(seat, Assigned) is { } assigned ? Participant.Read(assigned) : new(Participant.NameOf(to), [], null, null, 1, false);
        var before = DoneFor(burst, seat, Current(burst, seat));
        Keep(seat, Assigned, (known with { Persons = to.Persons, Unit = to.Unit, Role = to.Role, ForUnit = before.ForUnit, ForRole = before.ForRole }).Save());
        var (form, outcomes, fields) = Asking(burst, seat);
        burst.Ask(new ReassignTask(burst.BookmarkId(seat), to with { Excluded = Strings(Field(seat, Excluded)) }, form, outcomes, fields));
        burst.State.Status = InstanceStatus.Running;
    }

    private static JsObject Saved(Assignment to) => Participant.Of(to).Save();

    private static Denial? NotAllowed(Burst burst, Frame seat, string operation, string name) =>
        burst.Texts(seat, "allow").Contains(operation) ? null : new("operation.not-allowed", $"该环节没有开放{name}。");

    private static void Happened(Burst burst, Frame seat, string what, string? outcome, object? data)
    {
        burst.State.Status = InstanceStatus.Running;
        burst.History(seat, what, outcome, data);
    }

    private static List<string> Strings(object? list) => [.. ((list as JsArray)?.Items ?? []).OfType<string>()];
}
