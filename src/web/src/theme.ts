import type { ThemeConfig } from 'antd';
import { still } from './shell/motion';

/** Ink blue to work with, seal red to mark authority and lateness. Text colours hold AA contrast on their surfaces. */
export const ink = '#1f4372';
export const inkDeep = '#172b45';
export const seal = '#a3262e';

export const theme: ThemeConfig = {
  cssVar: { key: 'orchestrator' },
  hashed: false,
  token: {
    colorPrimary: ink,
    colorInfo: ink,
    colorLink: '#1d4f91',
    colorError: '#b3261e',
    colorSuccess: '#2c6e49',
    colorWarning: '#9a5b00',
    colorInfoBg: '#edf3fa',
    colorInfoBorder: '#bfd2e8',
    colorWarningBg: '#fff8e8',
    colorWarningBorder: '#ecd3a0',
    colorErrorBg: '#fff3f2',
    colorErrorBorder: '#efc1bd',
    colorSuccessBg: '#eef7f1',
    colorSuccessBorder: '#bfdcc9',
    // Derived tints of dark seed colours come out grey: the surfaces are named here.
    colorPrimaryBg: '#e9eff7',
    colorPrimaryBgHover: '#dde7f3',
    controlItemBgActive: '#e9eff7',
    controlItemBgActiveHover: '#dde7f3',
    colorText: '#1c2430',
    colorTextSecondary: '#4c5767',
    colorTextTertiary: '#5f6b7c',
    colorTextPlaceholder: '#6b7685',
    colorBorder: '#c6cdd7',
    colorBorderSecondary: '#e1e5eb',
    colorBgLayout: '#f2f4f7',
    borderRadius: 4,
    borderRadiusLG: 6,
    fontSize: 14,
    fontFamily: '"PingFang SC","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif',
    controlHeight: 32,
    wireframe: false,
    // Switched off here and not by a style sheet: windows and menus wait for the end of their animations.
    motion: !still(),
    boxShadowTertiary: 'none',
  },
  components: {
    Table: { headerBg: '#eef1f5', headerColor: '#33404f', cellPaddingBlockMD: 9, cellPaddingInlineMD: 12, headerSplitColor: 'transparent', rowHoverBg: '#f3f7fc' },
    Tabs: { horizontalItemPadding: '10px 2px', titleFontSize: 14, itemColor: '#3d4856' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Form: { labelColor: '#33404f', itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    Menu: { itemHeight: 36, itemBorderRadius: 4, itemMarginInline: 8 },
    Card: { headerHeight: 44, paddingLG: 16 },
    Tag: { defaultBg: '#eef1f5' },
  },
};
