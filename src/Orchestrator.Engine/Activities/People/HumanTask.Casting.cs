using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// Who a step is given to when it begins: what happens when nobody is left (<c>ifNobody</c>), when it is the initiator
/// himself (<c>initiator</c>, <c>ifInitiator</c>) and when he has agreed already (<c>skip</c>). Each of the first two names an
/// outcome, or <see cref="Fallback"/>, which gives the step to <c>fallback</c>.
/// </summary>
internal sealed partial class HumanTask
{
    /// <summary>Instead of an outcome: the step goes to whom the input <c>fallback</c> names. Also a way to expire.</summary>
    public const string Fallback = "Fallback";

    /// <summary>Somebody who has just agreed is not asked again at the next step.</summary>
    public const string SkipConsecutive = "Consecutive";

    /// <summary>Somebody who has agreed before in this round is not asked again.</summary>
    public const string SkipEarlier = "Earlier";

    /// <summary>The inputs that name an outcome or <see cref="Fallback"/>.</summary>
    public static readonly string[] Substitutions = ["ifNobody", "ifInitiator"];

    // Who is asked, or the outcome that makes asking needless.
    private static (Assignment To, string? Outcome, string? By) Casting(Burst burst, Frame frame)
    {
        var to = Current(burst, frame);
        if (frame.Data is not null)
        {
            // It was given to somebody already: it opens again.
            return (to, null, null);
        }

        var changed = IsSeat(frame) ? [] : Handlers.Of(burst, frame.Key);
        if (changed is [var other])
        {
            to = other.Offered(to.Excluded);
        }

        if (Nobody(to) && (changed.Count > 0 || frame.Node.Inputs.ContainsKey("persons")))
        {
            return Instead(burst, frame, "ifNobody", "nobody") ?? throw NobodyLeft(null);
        }

        if (Sole(to) is { } person)
        {
            if (person == Initiator(burst, frame) && Instead(burst, frame, "ifInitiator", "initiator") is { } instead)
            {
                return instead;
            }

            if (HasAgreed(burst, frame, to, person))
            {
                Skipped(burst, frame, "agreed", person);
                return (to, Approving(frame), person);
            }
        }

        if (changed.Count > 0)
        {
            Keep(frame, Assigned, Saved(to));
        }

        return (to, null, null);
    }

    // Those who are asked together: the initiator and nobody are left out or stood in for.
    private static List<Participant> Cast(Burst burst, Frame table)
    {
        var excluded = Excluding(burst, table);
        var initiator = Initiator(burst, table);
        var asked = new List<Participant>();
        foreach (var one in Handlers.Of(burst, table.Key) is { Count: > 0 } changed ? changed : Participant.ReadAll(burst.Json(table, "participants")))
        {
            var to = one.Offered(excluded);
            var instead = Nobody(to) ? "ifNobody" : initiator is not null && Sole(to) == initiator && burst.Text(table, "ifInitiator") is { Length: > 0 } ? "ifInitiator" : null;
            if (instead is null)
            {
                asked.Add(one);
            }
            else
            {
                Skipped(burst, table, instead == "ifNobody" ? "nobody" : "initiator", one.Name);
                if (burst.Text(table, instead) == Fallback)
                {
                    var other = Substitute(burst, table, instead);
                    asked.Add(one with { Persons = other.Persons, Unit = other.Unit, Role = other.Role });
                }
            }
        }

        return asked;
    }

    private static (Assignment To, string? Outcome, string? By)? Instead(Burst burst, Frame frame, string input, string why)
    {
        if (burst.Text(frame, input) is not { Length: > 0 } then)
        {
            return null;
        }

        Skipped(burst, frame, why, null);
        if (then != Fallback)
        {
            return (Current(burst, frame), OneOf(frame, input, then), null);
        }

        // Taken and given back, or coming again, it is still the substitute's.
        var other = Substitute(burst, frame, input);
        Keep(frame, Assigned, Saved(other));
        return (other, null, null);
    }

    private static Assignment Substitute(Burst burst, Frame frame, string input)
    {
        var other = burst.Json(frame, "fallback") is { } given
            ? Participant.Read(given).Offered(Excluding(burst, frame))
            : throw new EvaluationException($"{input} gives the step to somebody else, but fallback names nobody.", "fallback");
        return Nobody(other) ? throw NobodyLeft(input) : other;
    }

    // Never where duties are to be kept apart.
    private static bool HasAgreed(Burst burst, Frame frame, Assignment to, string person) => burst.Text(frame, "skip") switch
    {
        SkipConsecutive => to.Excluded.Count == 0 && burst.JustAgreed == person,
        SkipEarlier => to.Excluded.Count == 0 && burst.State.Agreed?.Contains(person) == true,
        _ => false,
    };

    private static void Agrees(Burst burst, string outcome, Frame frame, string? actor)
    {
        if (actor is null || outcome != Approving(frame))
        {
            return;
        }

        // Agreed to for somebody else, it is the other who has agreed.
        actor = actor == burst.Context.Actor ? burst.Context.Principal! : actor;

        burst.JustAgreed = actor;
        if (burst.Workflow.KeepsAgreement && burst.State.Agreed?.Contains(actor) != true)
        {
            (burst.State.Agreed ??= []).Add(actor);
        }
    }

    private static void Skipped(Burst burst, Frame frame, string why, string? who) =>
        burst.History(frame, "Skipped", null, JsObject.Of(("why", why), ("who", who)));

    private static string Approving(Frame frame) =>
        Field(StepOf(frame), Rule) is { } rule ? ReviewRule.Read(rule, frame.Node.Outcomes).Approve : ReviewRule.Approving(frame.Node.Outcomes);

    private static string? Initiator(Burst burst, Frame frame) => frame.Node.Inputs.ContainsKey("ifInitiator") ? Blank(burst.Text(frame, "initiator")) : null;

    private static bool Nobody(Assignment to) => to is { Unit: null, Role: null } && !to.Persons.Except(to.Excluded).Any();

    private static string? Sole(Assignment to) => to is { Unit: null, Role: null, Persons: [var person] } ? person : null;

    private static EvaluationException NobodyLeft(string? input) =>
        new("Nobody is left to decide the step.", input is null ? "persons or participants is empty, and ifNobody names no outcome" : $"{input} leads to fallback, which names nobody who may decide");
}
