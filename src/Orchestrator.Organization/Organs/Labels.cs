namespace Orchestrator.Organization.Organs;

/// <summary>What people read for the values of this folder.</summary>
public static class Labels
{
    public static string Label(this AdministrativeLevel level) => level switch
    {
        AdministrativeLevel.Province => "省级",
        AdministrativeLevel.City => "市级",
        AdministrativeLevel.County => "区县级",
        _ => "乡镇级",
    };

    public static string Label(this OrganType type) => type switch
    {
        OrganType.PartyOrgan => "党委工作机关",
        OrganType.GovernmentDepartment => "政府工作部门",
        OrganType.Street => "街道",
        OrganType.Institution => "事业单位",
        OrganType.MassOrganization => "群团机关",
        OrganType.Coordination => "议事协调机构",
        OrganType.Stationed => "派驻机构",
        _ => "垂直管理机构",
    };
}
