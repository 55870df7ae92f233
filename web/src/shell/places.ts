/** The rooms of the application and who has them: both shells and the router read this table.
 *
 * The first room and the phone around it come with the application: asked for one after the other, each piece would wait
 * for the slow line anew.
 */
import type { Component } from 'vue'
import TasksPage from '../pages/tasks/TasksPage.vue'
import { certificate, roles, type Role } from '../session'

export interface Place {
  path: string
  title: string
  icon: string
  /** Empty: everybody. */
  roles?: Role[]
  certified?: boolean
  group: '工作' | '查询' | '监督' | '管理'
  page: Component | (() => Promise<Component | { default: Component }>)
}

const CASEWORK: Role[] = ['officer', 'captain', 'head', 'legal-reviewer', 'supervisor']
const ON_SITE: Role[] = ['officer', 'captain']
const WATCHING: Role[] = ['supervisor']

export const PLACES: Place[] = [
  { path: '/', title: '今日任务', icon: 'tasks', group: '工作', page: TasksPage },
  {
    path: '/card',
    title: '亮证',
    icon: 'card',
    group: '工作',
    certified: true,
    page: () => import('../pages/card/CardPage.vue'),
  },
  {
    path: '/approvals',
    title: '审批箱',
    icon: 'stamp',
    group: '工作',
    roles: ['head'],
    page: () => import('../pages/approvals/ApprovalsPage.vue'),
  },
  {
    path: '/cases',
    title: '案件',
    icon: 'case',
    group: '工作',
    roles: CASEWORK,
    page: () => import('../pages/cases/CasesPage.vue'),
  },
  {
    path: '/visits',
    title: '入企检查',
    icon: 'visit',
    group: '工作',
    page: () => import('../pages/visits/VisitsPage.vue'),
  },
  {
    path: '/patrols',
    title: '巡查',
    icon: 'patrol',
    group: '工作',
    page: () => import('../pages/patrols/PatrolsPage.vue'),
  },
  {
    path: '/clues',
    title: '线索',
    icon: 'clue',
    group: '工作',
    roles: [...ON_SITE, 'head', 'supervisor', 'hotline'],
    page: () => import('../pages/clues/CluesPage.vue'),
  },
  {
    path: '/draws',
    title: '抽签台',
    icon: 'draw',
    group: '工作',
    roles: ['draw-office', 'supervisor', 'head', 'captain', 'officer'],
    page: () => import('../pages/draws/DrawsPage.vue'),
  },
  {
    path: '/firms',
    title: '企业档案',
    icon: 'firm',
    group: '查询',
    roles: ['officer', 'captain', 'head', 'draw-office', 'supervisor', 'registrar'],
    page: () => import('../pages/firms/FirmsPage.vue'),
  },
  {
    path: '/powers',
    title: '赋权事项',
    icon: 'law',
    group: '查询',
    page: () => import('../pages/powers/PowersPage.vue'),
  },
  {
    path: '/county',
    title: '全县一张网',
    icon: 'county',
    group: '监督',
    roles: ['supervisor', 'head'],
    page: () => import('../pages/county/CountyPage.vue'),
  },
  {
    path: '/alerts',
    title: '预警',
    icon: 'alert',
    group: '监督',
    roles: [...WATCHING, 'head'],
    page: () => import('../pages/alerts/AlertsPage.vue'),
  },
  {
    path: '/assignments',
    title: '交办任务',
    icon: 'tasks',
    group: '监督',
    roles: [...WATCHING, 'head'],
    page: () => import('../pages/assignments/AssignmentsPage.vue'),
  },
  {
    path: '/reviews',
    title: '案卷评查',
    icon: 'review',
    group: '监督',
    roles: [...WATCHING, 'head', 'legal-reviewer'],
    page: () => import('../pages/reviews/ReviewsPage.vue'),
  },
  {
    path: '/attempts',
    title: '被拒办理',
    icon: 'stop',
    group: '监督',
    roles: [...WATCHING, 'head', 'auditor'],
    page: () => import('../pages/attempts/AttemptsPage.vue'),
  },
  {
    path: '/judged',
    title: '手机预判',
    icon: 'review',
    group: '监督',
    roles: [...WATCHING, 'head'],
    page: () => import('../pages/judged/JudgedPage.vue'),
  },
  {
    path: '/account-changes',
    title: '账户变动',
    icon: 'people',
    group: '监督',
    roles: [...WATCHING, 'auditor'],
    page: () => import('../pages/account-changes/AccountChangesPage.vue'),
  },
  {
    path: '/accounts',
    title: '账户与执法证',
    icon: 'people',
    group: '管理',
    roles: ['administrator', 'supervisor', 'auditor'],
    page: () => import('../pages/accounts/AccountsPage.vue'),
  },
  { path: '/queue', title: '待上报', icon: 'queue', group: '工作', page: () => import('../pages/queue/QueuePage.vue') },
  { path: '/me', title: '我的', icon: 'me', group: '工作', page: () => import('../pages/mine/MinePage.vue') },
]

export function mayEnter(place: Place): boolean {
  if (place.certified && !certificate.value) return false
  return !place.roles || place.roles.some((role) => roles.value.has(role))
}
