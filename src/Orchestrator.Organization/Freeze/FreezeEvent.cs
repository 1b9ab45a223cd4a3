namespace Orchestrator.Organization.Freeze;

/// <summary>What somebody wants to do in a unit, as the freeze sees it.</summary>
public enum FreezeEvent
{
    Enter,
    MoveOut,
    MoveIn,
    Secondment,
    Promotion,
    PostChange,
    QuotaIncrease,
    QuotaDecrease,
    Hiring,
    Recruitment,
    TitleAppointment,

    Retirement,
    Death,
    Discipline,
    JudicialMeasure,

    /// <summary>The campaign's own movements, under a 转隶通知 with a number.</summary>
    TransferNotice,

    /// <summary>补录更正: only with an approval number.</summary>
    Correction,
}

public static class FreezeEvents
{
    public static string Label(this FreezeEvent what) => what switch
    {
        FreezeEvent.Enter => "入编",
        FreezeEvent.MoveOut => "调出",
        FreezeEvent.MoveIn => "调入",
        FreezeEvent.Secondment => "借调",
        FreezeEvent.Promotion => "提拔、晋升职级",
        FreezeEvent.PostChange => "岗位变动",
        FreezeEvent.QuotaIncrease => "增加编制",
        FreezeEvent.QuotaDecrease => "划出编制",
        FreezeEvent.Hiring => "新聘",
        FreezeEvent.Recruitment => "事业单位招聘",
        FreezeEvent.TitleAppointment => "职称岗位聘任",
        FreezeEvent.Retirement => "退休",
        FreezeEvent.Death => "死亡",
        FreezeEvent.Discipline => "处分",
        FreezeEvent.JudicialMeasure => "司法、纪检监察措施",
        FreezeEvent.TransferNotice => "转隶通知",
        _ => "补录更正",
    };
}
