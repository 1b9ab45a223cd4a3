namespace Orchestrator.Engine.Activities;

/// <summary>The forms of those who only sign or answer: they fill in no form of a service.</summary>
public static class PeopleForms
{
    /// <summary>The form of somebody who was added to a task (加签): agrees, which is the first of the outcomes, or does not.</summary>
    public const string Sign = "people/sign";

    /// <summary>The form of somebody who was asked (委派): answers.</summary>
    public const string Answer = "people/answer";
}
