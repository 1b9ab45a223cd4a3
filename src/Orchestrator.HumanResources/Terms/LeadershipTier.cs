namespace Orchestrator.HumanResources.Terms;

/// <summary>领导职务层次 (Civil Service Law, article 18), from low to high; none below the township tier.</summary>
public enum LeadershipTier
{
    TownshipDeputy = 1,
    TownshipHead,
    CountyDeputy,
    CountyHead,
}
