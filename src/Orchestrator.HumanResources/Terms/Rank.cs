namespace Orchestrator.HumanResources.Terms;

/// <summary>职级 (Civil Service Law, article 19), from low to high.</summary>
public enum Rank
{
    Clerk2 = 1,
    Clerk1,
    PrincipalClerk4,
    PrincipalClerk3,
    PrincipalClerk2,
    PrincipalClerk1,
    Researcher4,
    Researcher3,
    Researcher2,
    Researcher1,
    Inspector2,
    Inspector1,
}
