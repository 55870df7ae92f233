/** Addresses of the application: the rooms of places.ts, and the records in them. */
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import AppShell from './shell/AppShell.vue'
import { PLACES } from './shell/places'
import { state } from './session'

const records: RouteRecordRaw[] = [
  {
    path: 'new/:kind',
    meta: { title: '登记' },
    props: true,
    component: () => import('./pages/beginnings/BeginPage.vue'),
  },
  { path: 'rooms', meta: { title: '办事' }, component: () => import('./pages/rooms/RoomsPage.vue') },
  { path: 'cases/:id', meta: { title: '案件' }, props: true, component: () => import('./pages/cases/CasePage.vue') },
  {
    path: 'visits/:id',
    meta: { title: '入企检查' },
    props: true,
    component: () => import('./pages/visits/VisitPage.vue'),
  },
  {
    path: 'patrols/:id',
    meta: { title: '巡查' },
    props: true,
    component: () => import('./pages/patrols/PatrolPage.vue'),
  },
  { path: 'clues/:id', meta: { title: '线索' }, props: true, component: () => import('./pages/clues/CluePage.vue') },
  { path: 'draws/:id', meta: { title: '抽签台' }, props: true, component: () => import('./pages/draws/DrawPage.vue') },
  { path: 'alerts/:id', meta: { title: '预警' }, props: true, component: () => import('./pages/alerts/AlertPage.vue') },
  {
    path: 'reviews/:id',
    meta: { title: '案卷评查' },
    props: true,
    component: () => import('./pages/reviews/ReviewPage.vue'),
  },
  {
    path: 'assignments/:id',
    meta: { title: '交办任务' },
    props: true,
    component: () => import('./pages/assignments/TaskPage.vue'),
  },
  {
    path: 'given/:id',
    meta: { title: '交办任务' },
    props: true,
    component: () => import('./pages/assignments/AssignmentPage.vue'),
  },
  { path: 'firms/import', meta: { title: '导入名录' }, component: () => import('./pages/firms/ImportPage.vue') },
  {
    path: 'firms/:code',
    meta: { title: '企业档案' },
    props: true,
    component: () => import('./pages/firms/FirmPage.vue'),
  },
  {
    path: 'powers/:code',
    meta: { title: '赋权事项' },
    props: true,
    component: () => import('./pages/powers/PowerPage.vue'),
  },
  {
    path: 'accounts/:id',
    meta: { title: '账户与执法证' },
    props: true,
    component: () => import('./pages/accounts/AccountPage.vue'),
  },
]
const rooms = PLACES.map((place): RouteRecordRaw => ({
  path: place.path.slice(1),
  meta: { title: place.title },
  component: place.page,
}))

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/sign-in', meta: { title: '登录' }, component: () => import('./pages/sign-in/SignInPage.vue') },
    {
      path: '/',
      component: AppShell,
      children: [
        ...rooms,
        ...records,
        { path: ':rest(.*)*', meta: { title: '没有这一页' }, component: () => import('./pages/rooms/RoomsPage.vue') },
      ],
    },
  ],
  scrollBehavior: (_to, _from, before) => before ?? { top: 0 },
})
router.beforeEach((to) =>
  state.value !== 'none' || to.path === '/sign-in'
    ? true
    : { path: '/sign-in', query: to.path === '/' ? {} : { back: to.fullPath } },
)
router.afterEach((to) => (document.title = `${String(to.meta.title ?? '')} · 执法通`))
